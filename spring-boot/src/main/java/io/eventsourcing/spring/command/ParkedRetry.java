package io.eventsourcing.spring.command;

import io.eventsourcing.persistence.ParkedNotification;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.ParkedNotifications;
import io.eventsourcing.system.ParkedNotifications.Retried;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        description = "Processes what a follower has parked of one originator, in order; ends at the first that fails.")
final class ParkedRetry implements Callable<Integer> {
    private final Scope scope;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final FollowedLeader followed = new FollowedLeader();

    @Parameters(index = "1", paramLabel = "ORIGINATOR", description = "The id of the originator.")
    private UUID originator = new UUID(0, 0);

    ParkedRetry(Scope scope) {
        this.scope = scope;
    }

    @Override
    public Integer call() {
        EventSourcedSystem system = followed.system(scope);
        Retried retried =
                ParkedNotifications.of(system).retry(followed.follower(), followed.leader(system), originator);
        ParkedNotification failed = retried.failed();
        if (output.json()) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("processed", retried.processed());
            values.put("failed", failed == null ? null : failed.notificationId());
            output.json(values);
        } else {
            output.line("%d processed.", retried.processed());
        }
        if (failed == null) {
            return ExitCode.DONE;
        }
        throw CommandException.failed("Notification %d failed again: %s: %s"
                .formatted(
                        failed.notificationId(),
                        failed.failure() == null ? "" : failed.failure().errorClass(),
                        failed.failure() == null ? "" : failed.failure().message()));
    }
}
