package io.eventsourcing.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.OriginatorType;
import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** What came of a scenario. */
public final class Outcome {
    private final List<?> events;
    private final @Nullable Throwable thrown;

    private Outcome(List<?> events, @Nullable Throwable thrown) {
        this.events = events;
        this.thrown = thrown;
    }

    static Outcome of(Runnable action, Supplier<? extends Aggregate<?>> aggregate) {
        try {
            action.run();
        } catch (RuntimeException e) {
            return new Outcome(List.of(), e);
        }
        return new Outcome(OriginatorType.pending(aggregate.get()).bodies(), null);
    }

    /**
     * The outcome of a test that is not a scenario.
     *
     * @param events the bodies of those that followed
     * @param thrown what was thrown, or null
     */
    public static Outcome of(List<?> events, @Nullable Throwable thrown) {
        return new Outcome(events, thrown);
    }

    /** Exactly these events followed, in this order. The error of a test that fails shows where they differ. */
    public void then(Object... expected) {
        then("events", expected);
    }

    void then(String what, Object[] expected) {
        if (thrown != null) {
            throw new AssertionFailedError(
                    "Expected the %s %s, but it threw %s".formatted(what, List.of(expected), thrown), thrown);
        }
        EventDiff.requireSame(what, List.of(expected), events);
    }

    /** No event followed, and nothing was thrown. */
    public void thenNothing() {
        then();
    }

    /**
     * It was refused with an exception of that type, which may be looked at further. Events triggered before it do not
     * count, since nobody saves an aggregate that has thrown.
     */
    public AbstractThrowableAssert<?, ? extends Throwable> thenThrows(Class<? extends Throwable> type) {
        if (thrown == null) {
            throw new AssertionFailedError(
                    "Expected %s, but these events followed: %s".formatted(type.getName(), events));
        }
        return assertThat(thrown).isInstanceOf(type);
    }
}
