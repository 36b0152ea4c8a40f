package io.eventsourcing.examples.trainingschool;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An announcement with the name of its trick.
 *
 * @param trick null if it has not been counted here
 */
public record NamedAnnouncement(
        UUID id, String text, @Nullable String trick, Instant publishedAt) {}
