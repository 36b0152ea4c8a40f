package io.eventsourcing.spring.command;

import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FollowerControl;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        description = {
            "Has a follower go on after another notification: 0 is the beginning.",
            "What it has written stays. A process application saves events again; empty a read model first, with the follower paused."
        })
final class ResetFollower implements Callable<Integer> {
    private final Scope scope;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final FollowedLeader followed = new FollowedLeader();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Parameters(index = "1", paramLabel = "POSITION", description = "The notification id after which it goes on.")
    private long position;

    ResetFollower(Scope scope) {
        this.scope = scope;
    }

    @Override
    public Integer call() {
        EventSourcedSystem system = followed.system(scope);
        String leader = followed.leader(system);
        confirmation.require("%s will go on after notification %d of %s, whatever it has processed"
                .formatted(followed.follower(), position, leader));
        try {
            FollowerControl.of(system).reset(followed.follower(), leader, position, () -> {});
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
        if (output.json()) {
            output.json(Map.of("follower", followed.follower(), "leader", leader, "position", position));
        } else {
            output.line("%s goes on after notification %d of %s.", followed.follower(), position, leader);
        }
        return ExitCode.DONE;
    }
}
