package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.Tracking;

record MemoryTrackingKey(String applicationName, String leaderName, int segment) {
    static MemoryTrackingKey of(Tracking tracking) {
        return new MemoryTrackingKey(tracking.applicationName(), tracking.leaderName(), tracking.segment());
    }
}
