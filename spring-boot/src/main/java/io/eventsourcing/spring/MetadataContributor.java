package io.eventsourcing.spring;

import io.eventsourcing.domain.Metadata;

/**
 * Beans of this type are asked at each save, on the saving thread, what the events are to carry. What
 * {@link io.eventsourcing.application.EventSourcing#withMetadata} gives wins over it, and later beans win over earlier ones.
 */
@FunctionalInterface
public interface MetadataContributor {
    /** What it has to say now, which may be nothing. */
    Metadata metadata();
}
