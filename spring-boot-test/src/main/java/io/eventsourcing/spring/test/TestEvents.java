package io.eventsourcing.spring.test;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.ApplicationRecorder;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.SaveOutcome;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.testkit.scenario.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The events of the applications in a test: those that have happened, and those that follow.
 *
 * <pre>{@code
 * events.given(school, Dog.idOf("Fido"), new Registered("Fido"));
 * events.when(() -> school.addTrick("Fido", "sit")).then(new TrickAdded("sit"));
 * }</pre>
 *
 * <p>It works in the transaction of the test, and in tests that are {@link Committed}.
 */
public final class TestEvents {
    private static final SaveOutcome NOTHING_TO_DO = new SaveOutcome() {
        @Override
        public void committed() {}

        @Override
        public void rolledBack() {}
    };

    private final ObjectProvider<Application> applications;

    TestEvents(ObjectProvider<Application> applications) {
        this.applications = applications;
    }

    /**
     * Has events happened to an aggregate, after those that it has.
     *
     * @throws io.eventsourcing.mapping.MapperException if the application does not know the type of one
     */
    public TestEvents given(Application application, UUID originatorId, Object... bodies) {
        EventSourcing eventSourcing = application.eventSourcing();
        long version = eventsOf(application, originatorId).size();
        List<StoredEvent> happened = new ArrayList<>();
        for (Object body : bodies) {
            DomainEvent<?> event = new DomainEvent<>(
                    originatorId, ++version, eventSourcing.clock().instant(), eventSourcing.currentMetadata(), body);
            happened.add(eventSourcing
                    .mapper()
                    .forOriginators(application.name(), List.of(originatorId))
                    .toStored(application.name(), null, event));
        }
        eventSourcing.store().put(happened, NOTHING_TO_DO);
        return this;
    }

    /** The events of one aggregate, oldest first. */
    public List<DomainEvent<?>> eventsOf(Application application, UUID originatorId) {
        return application.eventSourcing().store().get(application.name(), originatorId, EventQuery.all()).stream()
                .<DomainEvent<?>>flatMap(stored -> domainEvents(application, stored))
                .toList();
    }

    /**
     * Does something and looks at the events that follow, of all applications in the order of these, each with its events in
     * the order in which they were recorded. In a transaction the events are written for that.
     */
    public Outcome when(Runnable action) {
        Map<Application, Long> before = new HashMap<>();
        applications.forEach(application -> before.put(application, lastId(application)));
        @Nullable RuntimeException thrown = null;
        List<Object> followed = List.of();
        try {
            action.run();
            followed = applications
                    .orderedStream()
                    .flatMap(application -> after(application, before.getOrDefault(application, 0L)).stream())
                    .toList();
        } catch (RuntimeException e) {
            thrown = e;
        }
        return Outcome.of(followed, thrown);
    }

    private static long lastId(Application application) {
        return written(application).maxNotificationId(application.name()).orElse(0);
    }

    private static List<Object> after(Application application, long id) {
        return written(application)
                .selectNotifications(application.name(), NotificationQuery.after(id, Integer.MAX_VALUE))
                .stream()
                .flatMap(notification -> domainEvents(application, notification.event()))
                .<Object>map(DomainEvent::body)
                .toList();
    }

    private static ApplicationRecorder written(Application application) {
        application.eventSourcing().store().flush();
        return application.eventSourcing().persistence().eventRecorder();
    }

    private static Stream<DomainEvent<Object>> domainEvents(Application application, StoredEvent stored) {
        return application
                .eventSourcing()
                .mapper()
                .forOriginators(application.name(), List.of(stored.originatorId()))
                .toDomain(stored)
                .stream();
    }
}
