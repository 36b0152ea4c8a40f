package io.eventsourcing.system;

import io.eventsourcing.persistence.SettledHead;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settled head of a database as this process knows it. All the followers of a runner share one look at it, so that
 * idle ones cost nothing. Thread-safe.
 */
final class KnownHead {
    private static final long UNKNOWN = -1;

    private final SettledHead head;
    private volatile long known = UNKNOWN;
    private volatile @Nullable RuntimeException failure;

    KnownHead(SettledHead head) {
        this.head = head;
    }

    /** A head that stays where it is. */
    static KnownHead at(long position) {
        KnownHead fixed = new KnownHead(new SettledHead() {
            @Override
            public long read() {
                return position;
            }

            @Override
            public Optional<String> delay() {
                return Optional.empty();
            }
        });
        fixed.known = position;
        return fixed;
    }

    /** Looks at the database; true if the head has moved, or if looking has begun or ended to fail. */
    boolean look() {
        boolean failed = failure != null;
        try {
            long found = head.read();
            boolean news = found > known || failed;
            known = Math.max(known, found);
            failure = null;
            return news;
        } catch (RuntimeException e) {
            failure = e;
            return !failed;
        }
    }

    /** The head as of the last look, or of now if there was none; throws what that look threw. */
    long get() {
        if (known == UNKNOWN) {
            look();
        }
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
        return known;
    }
}
