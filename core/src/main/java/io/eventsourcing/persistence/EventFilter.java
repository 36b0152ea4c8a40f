package io.eventsourcing.persistence;

import io.eventsourcing.domain.Metadata;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events of one application a person looks for; what is not narrowed is not looked at. Immutable.
 *
 * @param applicationName the application
 * @param topics only events of these topics; empty means all
 * @param originatorId only events of this originator, or null
 * @param from only events recorded at this time or later, or null
 * @param before only events recorded before this time, or null
 * @param metadata only events whose metadata has all of these values
 */
public record EventFilter(
        String applicationName,
        Set<String> topics,
        @Nullable UUID originatorId,
        @Nullable Instant from,
        @Nullable Instant before,
        Metadata metadata) {
    public EventFilter {
        Objects.requireNonNull(applicationName, "applicationName");
        Objects.requireNonNull(metadata, "metadata");
        topics = Set.copyOf(topics);
        if (from != null && before != null && !from.isBefore(before)) {
            throw new IllegalArgumentException("The time from %s to %s is empty".formatted(from, before));
        }
    }

    /** All events of one application. */
    public static EventFilter of(String applicationName) {
        return new EventFilter(applicationName, Set.of(), null, null, null, Metadata.none());
    }

    /** Whether an event is one of these, as far as can be told without its metadata. */
    public boolean matches(StoredEvent event) {
        return applicationName.equals(event.applicationName())
                && (topics.isEmpty() || topics.contains(event.topic()))
                && (originatorId == null || originatorId.equals(event.originatorId()))
                && (from == null || !event.recordedAt().isBefore(from))
                && (before == null || event.recordedAt().isBefore(before));
    }

    /** Of these, the events of some topics only; empty means all. */
    public EventFilter topics(Set<String> only) {
        return new EventFilter(applicationName, only, originatorId, from, before, metadata);
    }

    /** Of these, the events of one originator only. */
    public EventFilter originator(UUID id) {
        return new EventFilter(applicationName, topics, Objects.requireNonNull(id, "id"), from, before, metadata);
    }

    /** Of these, the events recorded at this time or later only. */
    public EventFilter recordedFrom(Instant time) {
        return new EventFilter(
                applicationName, topics, originatorId, Objects.requireNonNull(time, "time"), before, metadata);
    }

    /** Of these, the events recorded before this time only. */
    public EventFilter recordedBefore(Instant time) {
        return new EventFilter(
                applicationName, topics, originatorId, from, Objects.requireNonNull(time, "time"), metadata);
    }

    /** Of these, the events whose metadata has exactly this value under this name only. */
    public EventFilter metadata(String name, String value) {
        return new EventFilter(applicationName, topics, originatorId, from, before, metadata.with(name, value));
    }
}
