package io.eventsourcing.testkit.scenario;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.ProcessApplication;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An application in memory, for unit tests: with a clock to be set, with followers if wanted, and with a look at all that
 * was recorded.
 *
 * <pre>{@code
 * TestApplication<TrainingSchool> test = TestApplication.of(TrainingSchool::new).with(TrickCounters::new);
 * test.application().addTrick("Fido", "sit");
 * assertThat(test.follower(TrickCounters.class).count("sit")).isEqualTo(1);
 * }</pre>
 *
 * <p>Followers run by the single-threaded runner and have processed a commit when the method that committed returns.
 * Their failures do not reach that method; the methods of this class throw them as an {@link AssertionError}. There is
 * nothing to close. Thread-safe.
 *
 * @param <A> the application
 */
public final class TestApplication<A extends Application> {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final TestClock clock = TestClock.at(START);
    private final MemorySystem system;
    private final A application;
    private final List<Application> applications = new CopyOnWriteArrayList<>();

    private TestApplication(Function<? super EventSourcing, A> constructor, Consumer<EventSourcing.Builder> settings) {
        this.system = new MemorySystem(clock, settings);
        this.application = constructor.apply(system.eventSourcing());
        applications.add(application);
    }

    /** An application with the default settings, at midnight UTC of 1 January 2026. */
    public static <A extends Application> TestApplication<A> of(Function<? super EventSourcing, A> constructor) {
        return of(constructor, settings -> {});
    }

    /** An application with settings of its own, such as a transcoder or upcasters; the clock is always the test's. */
    public static <A extends Application> TestApplication<A> of(
            Function<? super EventSourcing, A> constructor, Consumer<EventSourcing.Builder> settings) {
        return new TestApplication<>(constructor, settings);
    }

    /**
     * Adds a process application, which first catches up with what was recorded before.
     *
     * @param leaders whom it follows, process applications added before among them; none given means the application
     * @return this
     * @throws IllegalArgumentException if there is no such leader, or if two followers have the same name
     */
    public TestApplication<A> with(
            Function<? super EventSourcing, ? extends ProcessApplication> constructor, Class<?>... leaders) {
        ProcessApplication follower = constructor.apply(system.eventSourcing());
        leaders(leaders).forEach(leader -> system.add(EventSourcedSystem.pipe(leader, follower)));
        applications.add(follower);
        return this;
    }

    /**
     * Adds a projection, which first catches up with what was recorded before.
     *
     * @param leaders whom it follows, process applications added before among them; none given means the application
     * @return this
     * @throws IllegalArgumentException if there is no such leader, or if two followers have the same name
     */
    public TestApplication<A> withProjection(Projection projection, Class<?>... leaders) {
        leaders(leaders).forEach(leader -> system.add(EventSourcedSystem.pipe(leader, projection)));
        return this;
    }

    private List<Application> leaders(Class<?>... types) {
        return types.length == 0
                ? List.of(application)
                : List.of(types).stream().map(this::find).toList();
    }

    private Application find(Class<?> type) {
        return applications.stream()
                .filter(type::isInstance)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no %s in this test, only %s: add it before"
                        .formatted(
                                type.getSimpleName(),
                                applications.stream().map(Application::name).toList())));
    }

    /**
     * The application.
     *
     * @throws AssertionError if a follower failed after the last commit
     */
    public A application() {
        requireNoFailure();
        return application;
    }

    /**
     * The process application of that type that was added.
     *
     * @throws IllegalArgumentException if there is none
     * @throws AssertionError if a follower failed after the last commit
     */
    public <F extends ProcessApplication> F follower(Class<F> type) {
        requireNoFailure();
        return type.cast(find(type));
    }

    /** The clock that tells when events are recorded. */
    public TestClock clock() {
        return clock;
    }

    /** The storage, for other applications that take part. */
    public EventSourcing eventSourcing() {
        return system.eventSourcing();
    }

    /**
     * Everything that was recorded, by the application, its followers and others on the same storage, oldest first.
     *
     * @throws AssertionError if a follower failed after the last commit
     */
    public List<DomainEvent<?>> events() {
        requireNoFailure();
        return system.events();
    }

    /**
     * The events of one aggregate, oldest first.
     *
     * @throws AssertionError if a follower failed after the last commit
     */
    public List<DomainEvent<?>> eventsOf(UUID originatorId) {
        return events().stream()
                .filter(event -> event.originatorId().equals(originatorId))
                .toList();
    }

    private void requireNoFailure() {
        system.failure().ifPresent(failure -> {
            throw failure.toError();
        });
    }
}
