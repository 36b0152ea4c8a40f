package io.eventsourcing.application;

import io.eventsourcing.domain.Metadata;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The metadata of the work that a thread is doing, whichever databases that works with. */
final class MetadataScope {
    private static final ThreadLocal<@Nullable Metadata> CURRENT = new ThreadLocal<>();

    Metadata current() {
        Metadata metadata = CURRENT.get();
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
        Metadata outer = CURRENT.get();
        CURRENT.set(values);
        try {
            return work.get();
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }
}
