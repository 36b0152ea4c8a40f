package io.eventsourcing.spring.command.followers;

import io.eventsourcing.spring.command.base.CommandException;
import io.eventsourcing.spring.command.base.Confirmation;
import io.eventsourcing.spring.command.base.ExitCode;
import io.eventsourcing.spring.command.base.Scope;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FollowerControl;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        description = {
            "Has a follower go on after another notification: 0 is the beginning.",
            "What it has written stays. A process application saves events again; empty a read model first, with the follower paused."
        })
final class ResetFollower extends FollowerOfLeaderCommand {
    @Mixin
    private final Confirmation confirmation;

    @Parameters(index = "1", paramLabel = "POSITION", description = "The notification id after which it goes on.")
    private long position;

    ResetFollower(Scope scope) {
        super(scope);
        this.confirmation = new Confirmation(scope);
    }

    @Override
    int call(EventSourcedSystem system, String leader) {
        confirmation.require("%s will go on after notification %d of %s, whatever it has processed"
                .formatted(follower(), position, leader));
        try {
            FollowerControl.of(system).reset(follower(), leader, position, () -> {});
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
        output.tell(
                "%s goes on after notification %d of %s.".formatted(follower(), position, leader),
                Map.of("follower", follower(), "leader", leader, "position", position));
        return ExitCode.DONE;
    }
}
