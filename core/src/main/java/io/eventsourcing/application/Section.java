package io.eventsourcing.application;

import io.eventsourcing.persistence.Notification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a notification log that can be asked for by name, so that it can be linked to and cached.
 *
 * @param id the first and the last notification id in it, as {@code "1,10"}; null if it is empty
 * @param items in ascending order of their ids
 * @param nextId the name of the section after it; null if this one is not full
 */
public record Section(
        @Nullable String id,
        List<Notification> items,
        @Nullable String nextId) {
    public Section {
        items = List.copyOf(items);
    }
}
