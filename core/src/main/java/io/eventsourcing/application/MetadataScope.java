package io.eventsourcing.application;

import io.eventsourcing.domain.Metadata;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The metadata of the work that a thread is doing. */
final class MetadataScope {
    private final ThreadLocal<@Nullable Metadata> current = new ThreadLocal<>();

    Metadata current() {
        Metadata metadata = current.get();
        return metadata == null ? Metadata.none() : metadata;
    }

    void run(Metadata values, Runnable work) {
        call(values, () -> {
            work.run();
            return values;
        });
    }

    /** Does work with these values and no others. */
    <T> T call(Metadata values, Supplier<T> work) {
        Metadata outer = current.get();
        current.set(values);
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
