package io.eventsourcing.spring.command.followers;

import io.eventsourcing.spring.command.base.Scope;
import io.eventsourcing.system.FollowerControl;
import picocli.CommandLine.Command;

@Command(
        description =
                "Has a follower that is paused or has stopped go on, within a second, in every process that runs it.")
final class ResumeFollower extends FollowerStateCommand {
    ResumeFollower(Scope scope) {
        super(scope);
    }

    @Override
    Changed change(FollowerControl control, String name) {
        control.resume(name);
        return new Changed("RUNNING", "is to go on");
    }
}
