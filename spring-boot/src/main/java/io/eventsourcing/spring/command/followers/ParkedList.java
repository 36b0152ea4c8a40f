package io.eventsourcing.spring.command.followers;

import io.eventsourcing.persistence.ParkedNotification;
import io.eventsourcing.persistence.ParkedNotification.Failure;
import io.eventsourcing.spring.command.base.ExitCode;
import io.eventsourcing.spring.command.base.Scope;
import io.eventsourcing.spring.command.base.Table;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.ParkedNotifications;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(description = "Lists what a follower has parked, in ascending order of the notification ids.")
final class ParkedList extends FollowerOfLeaderCommand {
    @Option(names = "--after", defaultValue = "0", paramLabel = "ID", description = "Only greater ids (0).")
    private long after;

    @Option(names = "--limit", defaultValue = "100", paramLabel = "N", description = "At most so many (100).")
    private int limit;

    ParkedList(Scope scope) {
        super(scope);
    }

    @Override
    int call(EventSourcedSystem system, String leader) {
        List<ParkedNotification> found = ParkedNotifications.of(system).list(follower(), leader, after, limit);
        if (output.json()) {
            output.json(found.stream().map(ParkedList::json).toList());
            return ExitCode.DONE;
        }
        Table table = new Table("NOTIFICATION", "ORIGINATOR", "ATTEMPTS", "SINCE", "ERROR");
        for (ParkedNotification parked : found) {
            table.row(
                    parked.notificationId(),
                    parked.originatorId(),
                    parked.attempts(),
                    parked.parkedAt(),
                    error(parked.failure()));
        }
        output.write(table.toString());
        return ExitCode.DONE;
    }

    private static String error(@Nullable Failure failure) {
        return failure == null
                ? "waits behind an earlier one"
                : "%s: %s".formatted(failure.errorClass(), failure.message());
    }

    private static Map<String, Object> json(ParkedNotification parked) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("notification", parked.notificationId());
        values.put("originator", parked.originatorId().toString());
        values.put("attempts", parked.attempts());
        values.put("parkedAt", parked.parkedAt().toString());
        values.put("error", error(parked.failure()));
        return values;
    }
}
