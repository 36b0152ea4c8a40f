package io.eventsourcing.spring.command.followers;

import io.eventsourcing.persistence.ParkedNotification;
import io.eventsourcing.spring.command.base.CommandException;
import io.eventsourcing.spring.command.base.ExitCode;
import io.eventsourcing.spring.command.base.Scope;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.ParkedNotifications;
import io.eventsourcing.system.ParkedNotifications.Retried;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        description = "Processes what a follower has parked of one originator, in order; ends at the first that fails.")
final class ParkedRetry extends FollowerOfLeaderCommand {
    @Parameters(index = "1", paramLabel = "ORIGINATOR", description = "The id of the originator.")
    private UUID originator = new UUID(0, 0);

    ParkedRetry(Scope scope) {
        super(scope);
    }

    @Override
    int call(EventSourcedSystem system, String leader) {
        Retried retried = ParkedNotifications.of(system).retry(follower(), leader, originator);
        ParkedNotification failed = retried.failed();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("processed", retried.processed());
        values.put("failed", failed == null ? null : failed.notificationId());
        output.tell("%d processed.".formatted(retried.processed()), values);
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
