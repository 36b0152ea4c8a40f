package io.eventsourcing.spring.command.followers;

import io.eventsourcing.spring.command.base.ApplicationCommand;
import io.eventsourcing.spring.command.base.ExitCode;
import io.eventsourcing.spring.command.base.Scope;
import io.eventsourcing.system.FollowerControl;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** A command that changes the state of a follower, of whatever leaders. */
abstract class FollowerStateCommand extends ApplicationCommand {
    @Parameters(paramLabel = "FOLLOWER", description = "The follower.")
    private String follower = "";

    FollowerStateCommand(Scope scope) {
        super(scope);
    }

    /**
     * Changes it.
     *
     * @return what is said of the follower then
     */
    abstract Changed change(FollowerControl control, String name);

    /** A state, and the end of a sentence that begins with the follower. */
    record Changed(String state, String sentence) {}

    @Override
    public final Integer call() {
        Changed changed = change(FollowerControl.of(scope.systemWith(List.of(follower))), follower);
        output.tell(
                "%s %s.".formatted(follower, changed.sentence()),
                Map.of("follower", follower, "state", changed.state()));
        return ExitCode.DONE;
    }
}
