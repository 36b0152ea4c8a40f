package io.eventsourcing.projection;

import java.util.function.Supplier;

/**
 * Tells handlers of events whether they are handling again what a follower has handled before, as while a read model is
 * rebuilt, or after the follower was moved back. What then should not happen again, such as sending mail, is done by {@link #unlessReplaying}.
 */
public final class Replay {
    private static final ThreadLocal<Boolean> ACTIVE = ThreadLocal.withInitial(() -> false);

    private Replay() {}

    /** Whether the event that this thread is handling was handled before by the follower, which is being rebuilt or was moved back. */
    public static boolean active() {
        return ACTIVE.get();
    }

    /** Does something only for events that are handled for the first time. */
    public static void unlessReplaying(Runnable effect) {
        if (!active()) {
            effect.run();
        }
    }

    /** Does work as a replay, or not; what it throws is thrown on. For those who hand events to handlers. */
    public static <T> T during(boolean replay, Supplier<T> work) {
        boolean before = ACTIVE.get();
        ACTIVE.set(replay);
        try {
            return work.get();
        } finally {
            if (before) {
                ACTIVE.set(true);
            } else {
                ACTIVE.remove();
            }
        }
    }
}
