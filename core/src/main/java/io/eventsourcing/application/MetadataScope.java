package io.eventsourcing.application;

import io.eventsourcing.domain.Metadata;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The metadata of the work that a thread is doing; inner values replace outer ones of the same name. */
final class MetadataScope {
    private final ThreadLocal<@Nullable Metadata> current = new ThreadLocal<>();

    Metadata current() {
        Metadata metadata = current.get();
        return metadata == null ? Metadata.none() : metadata;
    }

    <T> T call(Metadata values, Supplier<T> work) {
        Metadata outer = current.get();
        current.set(current().with(values));
        try {
            return work.get();
        } finally {
            if (outer == null) {
                current.remove();
            } else {
                current.set(outer);
            }
        }
    }
}
