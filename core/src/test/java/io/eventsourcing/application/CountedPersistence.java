package io.eventsourcing.application;

import io.eventsourcing.persistence.AggregateRecorder;
import io.eventsourcing.persistence.ApplicationRecorder;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.EventSearch;
import io.eventsourcing.persistence.MessageRecorder;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.OriginatorKeyRecorder;
import io.eventsourcing.persistence.ParkingRecorder;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.SettledHead;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.TrackingRecorder;
import io.eventsourcing.persistence.Transactions;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts how often originators are read and how many of their events; the backend behind it may be exchanged. */
final class CountedPersistence implements PersistenceModule {
    final AtomicInteger selects = new AtomicInteger();
    final AtomicInteger eventsRead = new AtomicInteger();
    private volatile PersistenceModule backend;

    CountedPersistence(PersistenceModule backend) {
        this.backend = backend;
    }

    void exchange(PersistenceModule other) {
        backend = other;
    }

    void reset() {
        selects.set(0);
        eventsRead.set(0);
    }

    @Override
    public ApplicationRecorder eventRecorder() {
        return new ApplicationRecorder() {
            @Override
            public List<Long> insertEvents(List<StoredEvent> events) {
                return backend.eventRecorder().insertEvents(events);
            }

            @Override
            public List<StoredEvent> selectEvents(String applicationName, UUID originatorId, EventQuery query) {
                List<StoredEvent> events = backend.eventRecorder().selectEvents(applicationName, originatorId, query);
                selects.incrementAndGet();
                eventsRead.addAndGet(events.size());
                return events;
            }

            @Override
            public List<Notification> selectNotifications(String applicationName, NotificationQuery query) {
                return backend.eventRecorder().selectNotifications(applicationName, query);
            }

            @Override
            public List<Notification> selectFirstEvents(
                    String applicationName, String originatorTopic, long after, int limit) {
                return backend.eventRecorder().selectFirstEvents(applicationName, originatorTopic, after, limit);
            }

            @Override
            public List<Notification> selectRows(String applicationName, long after, int limit) {
                return backend.eventRecorder().selectRows(applicationName, after, limit);
            }

            @Override
            public List<Notification> selectByOriginator(
                    String applicationName, @Nullable StoredEvent after, int limit) {
                return backend.eventRecorder().selectByOriginator(applicationName, after, limit);
            }

            @Override
            public boolean replaceState(StoredEvent stored, byte[] state) {
                return backend.eventRecorder().replaceState(stored, state);
            }

            @Override
            public OptionalLong maxNotificationId(String applicationName) {
                return backend.eventRecorder().maxNotificationId(applicationName);
            }
        };
    }

    @Override
    public AggregateRecorder snapshotRecorder() {
        return backend.snapshotRecorder();
    }

    @Override
    public TrackingRecorder trackingRecorder() {
        return backend.trackingRecorder();
    }

    @Override
    public EventSearch eventSearch() {
        return backend.eventSearch();
    }

    @Override
    public ParkingRecorder parkingRecorder() {
        return backend.parkingRecorder();
    }

    @Override
    public MessageRecorder messageRecorder() {
        return backend.messageRecorder();
    }

    @Override
    public OriginatorKeyRecorder originatorKeyRecorder() {
        return backend.originatorKeyRecorder();
    }

    @Override
    public SettledHead settledHead() {
        return backend.settledHead();
    }

    @Override
    public Transactions transactions() {
        return backend.transactions();
    }
}
