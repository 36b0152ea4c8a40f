package io.eventsourcing.spring.command.store;

import io.eventsourcing.application.Application;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.spring.command.base.ApplicationCommand;
import io.eventsourcing.spring.command.base.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

    static Optional<StoredEvent> firstEvent(Application application, UUID id) {
        return application
                .eventSourcing()
                .store()
                .get(application.name(), id, EventQuery.all().limit(1))
                .stream()
                .findFirst();
    }

    /** The one that is named, or else all. */
    final Collection<Application> applications() {
        return applicationName == null ? scope.applications().values() : List.of(application());
    }

    final Application application() {
        return scope.application(applicationName);
    }
}
