package io.eventsourcing.spring.command.store;

import io.eventsourcing.application.Application;
import io.eventsourcing.mapping.MapperException;
import io.eventsourcing.spring.command.base.CommandException;
import io.eventsourcing.spring.command.base.ExitCode;
import io.eventsourcing.spring.command.base.Output;
import io.eventsourcing.spring.command.base.Scope;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        description = {
            "Encrypts the stored states anew with the key that is used now: after another key was set, or encryption was turned on.",
            "The application may go on running. It may be stopped and run again, and then goes on with what is left."
        })
final class RotateKeys extends StoreCommand {
    RotateKeys(Scope scope) {
        super(scope);
    }

    @Override
    public Integer call() {
        for (Application application : applications()) {
            long changed;
            try {
                changed = application
                        .eventSourcing()
                        .stateKeys()
                        .encryptAnew(
                                application.name(),
                                rows -> output.progress(
                                        "%s: %s looked at".formatted(application.name(), Output.counted(rows, "row"))));
            } catch (MapperException e) {
                output.progressEnds();
                throw CommandException.failed("%s. What was encrypted before stays so.".formatted(e.getMessage()));
            }
            output.progressEnds();
            output.tell(
                    "%s: %d states and keys are encrypted anew.".formatted(application.name(), changed),
                    Map.of("application", application.name(), "changed", changed));
        }
        return ExitCode.DONE;
    }
}
