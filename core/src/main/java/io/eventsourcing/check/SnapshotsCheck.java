package io.eventsourcing.check;

import static io.eventsourcing.check.StoreProblem.Kind.SNAPSHOT_AHEAD;
import static io.eventsourcing.check.StoreProblem.Kind.SNAPSHOT_UNFIT;

import io.eventsourcing.application.AggregateKind;
import io.eventsourcing.application.Application;
import io.eventsourcing.mapping.ForgottenException;
import io.eventsourcing.mapping.MapperException;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.StoredEvent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the snapshots. */
final class SnapshotsCheck {
    private final Application application;
    private final Findings findings;
    private final PersistenceModule persistence;
    private long snapshots;

    SnapshotsCheck(Application application, Findings findings) {
        this.application = application;
        this.findings = findings;
        this.persistence = application.eventSourcing().persistence();
    }

    void run() {
        List<Notification> page = select(null);
        while (!page.isEmpty()) {
            for (Notification row : page) {
                checkVersion(row.event());
                checkState(row.event());
            }
            snapshots += page.size();
            findings.checked(page.size());
            page = select(page.getLast().event());
        }
    }

    private List<Notification> select(@Nullable StoredEvent after) {
        return persistence.snapshotRecorder().selectByOriginator(application.name(), after, StoreCheck.PAGE);
    }

    private void checkVersion(StoredEvent snapshot) {
        List<StoredEvent> last = persistence
                .eventRecorder()
                .selectEvents(application.name(), snapshot.originatorId(), EventQuery.last());
        if (last.isEmpty() || last.getFirst().originatorVersion() < snapshot.originatorVersion()) {
            findings.problem(
                    SNAPSHOT_AHEAD,
                    snapshot,
                    last.isEmpty()
                            ? "there are no events of its originator"
                            : "the last event is of version %d"
                                    .formatted(last.getFirst().originatorVersion()));
        }
    }

    private void checkState(StoredEvent snapshot) {
        try {
            Optional<AggregateKind> kind =
                    Optional.ofNullable(snapshot.originatorTopic()).flatMap(application::kindOf);
            if (kind.isPresent()) {
                kind.get().requireFit(snapshot);
            } else {
                findings.problem(
                        SNAPSHOT_UNFIT,
                        snapshot,
                        "there is no repository of its kind '%s'".formatted(snapshot.originatorTopic()));
            }
        } catch (ForgottenException e) {
            return;
        } catch (MapperException e) {
            findings.problem(SNAPSHOT_UNFIT, snapshot, String.valueOf(e.getMessage()));
        }
    }

    long snapshots() {
        return snapshots;
    }
}
