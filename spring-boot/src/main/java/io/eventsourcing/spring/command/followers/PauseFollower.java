package io.eventsourcing.spring.command.followers;

import io.eventsourcing.spring.command.base.Scope;
import io.eventsourcing.system.FollowerControl;
import picocli.CommandLine.Command;

@Command(
        description =
                "Pauses a follower in every process that runs it, until it is resumed. Ends when none works on it.")
final class PauseFollower extends FollowerStateCommand {
    PauseFollower(Scope scope) {
        super(scope);
    }

    @Override
    Changed change(FollowerControl control, String name) {
        control.pause(name);
        return new Changed("PAUSED", "is paused");
    }
}
