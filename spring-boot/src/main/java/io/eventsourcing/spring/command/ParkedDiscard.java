package io.eventsourcing.spring.command;

import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.ParkedNotifications;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(description = "Gives a parked notification up: the follower never processes it. The event stays stored.")
final class ParkedDiscard implements Callable<Integer> {
    private final Scope scope;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final FollowedLeader followed = new FollowedLeader();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Parameters(index = "1", paramLabel = "NOTIFICATION", description = "The notification id.")
    private long notification;

    ParkedDiscard(Scope scope) {
        this.scope = scope;
    }

    @Override
    public Integer call() {
        EventSourcedSystem system = followed.system(scope);
        String leader = followed.leader(system);
        confirmation.require(
                "%s will never process notification %d of %s".formatted(followed.follower(), notification, leader));
        if (!ParkedNotifications.of(system).discard(followed.follower(), leader, notification)) {
            throw CommandException.failed(
                    "Notification %d of %s is not parked for %s.".formatted(notification, leader, followed.follower()));
        }
        if (output.json()) {
            output.json(Map.of("discarded", notification));
        } else {
            output.line("Notification %d is discarded.", notification);
        }
        return ExitCode.DONE;
    }
}
