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
                .addSubcommand("check", new CheckStore(scope))
                .addSubcommand("export", new ExportEvents(scope))
                .addSubcommand("import", new ImportEvents(scope))
                .addSubcommand("migrate", new MigrateTables(scope))
                .addSubcommand("snapshot", new TakeSnapshots(scope))
                .addSubcommand("forget", new ForgetOriginator(scope))
                .addSubcommand("rotate-keys", new RotateKeys(scope))
                .addSubcommand("adopt", new AdoptPython(scope));
    }
}
