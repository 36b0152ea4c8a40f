package io.eventsourcing.spring.command.store;

import io.eventsourcing.application.Application;
import io.eventsourcing.spring.command.base.ApplicationCommand;
import io.eventsourcing.spring.command.base.Scope;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command on what one of the applications has stored. */
abstract class StoreCommand extends ApplicationCommand {
    @Option(names = "--application", paramLabel = "NAME", description = "Which application, if there are several.")
    @Nullable
    private String applicationName;

    StoreCommand(Scope scope) {
        super(scope);
    }

    final Application application() {
        return scope.application(applicationName);
    }
}
