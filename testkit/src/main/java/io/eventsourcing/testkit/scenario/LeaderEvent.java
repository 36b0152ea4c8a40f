package io.eventsourcing.testkit.scenario;

import io.eventsourcing.domain.Metadata;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** An event that a scenario lets a leader have. */
record LeaderEvent(Source source, UUID originatorId, Object body) {
    /** Where and when it happens, and what it carries. */
    record Source(String leaderName, Instant time, Metadata metadata) {
        Source {
            Objects.requireNonNull(leaderName, "leaderName");
            Objects.requireNonNull(time, "time");
            Objects.requireNonNull(metadata, "metadata");
        }
    }

    LeaderEvent {
        Objects.requireNonNull(originatorId, "originatorId");
        Objects.requireNonNull(body, "event");
    }
}
