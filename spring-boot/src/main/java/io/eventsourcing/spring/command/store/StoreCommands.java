package io.eventsourcing.spring.command.store;

import io.eventsourcing.spring.command.base.Scope;
import picocli.CommandLine;

/** The commands of this package. */
public final class StoreCommands {
    private StoreCommands() {}

    /** Adds them to others. */
    public static void addTo(CommandLine commands, Scope scope) {
        commands.addSubcommand("events", new ListEvents(scope))
                .addSubcommand("aggregate", new ShowAggregate(scope))
                .addSubcommand("check", new CheckStore(scope));
    }
}
