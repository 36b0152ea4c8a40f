package io.eventsourcing.application;

import io.eventsourcing.domain.OriginatorType;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.StoredEvent;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tells which aggregates of one kind have ended, by their last stored events. Kinds without final events cost nothing. */
final class Endings {
    private final String applicationName;
    private final OriginatorType<?> type;
    private final EventSourcing eventSourcing;
    private final Set<String> finalTopics;

    Endings(String applicationName, OriginatorType<?> type, EventSourcing eventSourcing) {
        this.applicationName = applicationName;
        this.type = type;
        this.eventSourcing = eventSourcing;
        this.finalTopics = type.finalEventTypes().stream()
                .map(eventSourcing.topics()::register)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the last event up to a version is a final one. */
    boolean ended(UUID id, long upTo) {
        return !finalTopics.isEmpty() && last(id, upTo).stream().anyMatch(this::ends);
    }

    private List<StoredEvent> last(UUID id, long upTo) {
        return eventSourcing.store().get(applicationName, id, EventQuery.last().upTo(upTo));
    }

    private boolean ends(StoredEvent last) {
        return finalTopics.contains(eventSourcing.mapper().currentTopic(last.topic()));
    }

    /** Refuses to begin an aggregate under the id of one that has ended, which would be a mere conflict otherwise. */
    void refuseNew(UUID id) {
        if (ended(id, Long.MAX_VALUE)) {
            throw exception(id, last(id, Long.MAX_VALUE).getFirst().originatorVersion());
        }
    }

    AggregateEndedException exception(UUID id, long version) {
        return new AggregateEndedException(applicationName, type.type(), id, version);
    }
}
