package io.eventsourcing.spring.command.store;

import io.eventsourcing.application.Application;
import io.eventsourcing.spring.command.base.CommandException;
import io.eventsourcing.spring.command.base.Confirmation;
import io.eventsourcing.spring.command.base.ExitCode;
import io.eventsourcing.spring.command.base.Scope;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        description = {
            "Destroys the key of an originator for ever, so that nobody can read its events and snapshots again.",
            "Followers are told of it. Copies of the database, and what was sent elsewhere, are not reached."
        })
final class ForgetOriginator extends StoreCommand {
    @Mixin
    private final Confirmation confirmation;

    @Parameters(paramLabel = "ORIGINATOR", description = "The id of the originator.")
    private UUID id = new UUID(0, 0);

    ForgetOriginator(Scope scope) {
        super(scope);
        this.confirmation = new Confirmation(scope);
    }

    @Override
    public Integer call() {
        Application application = application();
        confirmation.require(
                "Nobody will be able to read the events of %s in %s again".formatted(id, application.name()));
        boolean now;
        try {
            now = application.eventSourcing().stateKeys().forget(application.name(), id);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()));
        }
        output.tell(
                now ? "%s is forgotten.".formatted(id) : "%s had been forgotten before.".formatted(id),
                Map.of("originatorId", id.toString(), "forgotten", now));
        return ExitCode.DONE;
    }
}
