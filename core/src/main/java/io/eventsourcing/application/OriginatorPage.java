package io.eventsourcing.application;

import java.util.List;
import java.util.UUID;

/**
 * The ids of some aggregates.
 *
 * @param ids in the order in which the aggregates were created; may be empty
 * @param position where to read on
 */
public record OriginatorPage(List<UUID> ids, long position) {
    public OriginatorPage {
        ids = List.copyOf(ids);
    }
}
