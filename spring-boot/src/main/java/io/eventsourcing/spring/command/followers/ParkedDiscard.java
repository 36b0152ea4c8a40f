package io.eventsourcing.spring.command.followers;

import io.eventsourcing.spring.command.base.CommandException;
import io.eventsourcing.spring.command.base.Confirmation;
import io.eventsourcing.spring.command.base.ExitCode;
import io.eventsourcing.spring.command.base.Scope;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.ParkedNotifications;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(description = "Gives a parked notification up: the follower never processes it. The event stays stored.")
final class ParkedDiscard extends FollowerOfLeaderCommand {
    @Mixin
    private final Confirmation confirmation;

    @Parameters(index = "1", paramLabel = "NOTIFICATION", description = "The notification id.")
    private long notification;

    ParkedDiscard(Scope scope) {
        super(scope);
        this.confirmation = new Confirmation(scope);
    }

    @Override
    int call(EventSourcedSystem system, String leader) {
        confirmation.require("%s will never process notification %d of %s".formatted(follower(), notification, leader));
        if (!ParkedNotifications.of(system).discard(follower(), leader, notification)) {
            throw CommandException.failed(
                    "Notification %d of %s is not parked for %s.".formatted(notification, leader, follower()));
        }
        output.tell("Notification %d is discarded.".formatted(notification), Map.of("discarded", notification));
        return ExitCode.DONE;
    }
}
