package io.eventsourcing.testkit.contract;

import io.eventsourcing.persistence.AggregateRecorder;
import io.eventsourcing.persistence.ApplicationRecorder;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.SettledHead;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.persistence.TrackingRecorder;
import io.eventsourcing.persistence.Transactions;
import io.eventsourcing.persistence.VersionConflictException;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The backend in memory, with one thing wrong. */
final class Sabotage implements PersistenceModule, ApplicationRecorder, TrackingRecorder, SettledHead {
    /** What is wrong. */
    enum Fault {
        SWALLOWS_CONFLICTS,
        REVERSES_IDS,
        LOSES_MOVES,
        COMMITS_EARLY,
        SKIPS_A_NOTIFICATION,
        IGNORES_THE_TOPICS,
        SHOWS_EVERYTHING_AT_LIMIT_ZERO,
        MIXES_APPLICATIONS,
        SETTLES_TOO_FAR
    }

    private final MemoryPersistence good = new MemoryPersistence();
    private final Fault fault;

    Sabotage(Fault fault) {
        this.fault = fault;
    }

    private boolean is(Fault other) {
        return fault == other;
    }

    @Override
    public List<Long> insertEvents(List<StoredEvent> events) {
        try {
            List<Long> ids = is(Fault.COMMITS_EARLY)
                    ? good.transactions().separate(() -> good.eventRecorder().insertEvents(events))
                    : good.eventRecorder().insertEvents(events);
            return is(Fault.REVERSES_IDS) ? ids.reversed() : ids;
        } catch (VersionConflictException e) {
            if (is(Fault.SWALLOWS_CONFLICTS)) {
                return List.of();
            }
            throw e;
        }
    }

    @Override
    public List<StoredEvent> selectEvents(String applicationName, UUID originatorId, EventQuery query) {
        return good.eventRecorder().selectEvents(applicationName, originatorId, query);
    }

    @Override
    public List<Notification> selectNotifications(String applicationName, NotificationQuery query) {
        NotificationQuery asked = query;
        if (is(Fault.SHOWS_EVERYTHING_AT_LIMIT_ZERO) && query.limit() == 0) {
            asked = new NotificationQuery(query.after(), query.upTo(), Integer.MAX_VALUE, query.topics());
        }
        if (is(Fault.IGNORES_THE_TOPICS)) {
            asked = asked.topics(Set.of());
        }
        String name = is(Fault.MIXES_APPLICATIONS) ? "Kennel" : applicationName;
        List<Notification> found = good.eventRecorder().selectNotifications(name, asked);
        return is(Fault.SKIPS_A_NOTIFICATION) && found.size() > 1 ? found.subList(1, found.size()) : found;
    }

    @Override
    public List<Notification> selectFirstEvents(String applicationName, String originatorTopic, long after, int limit) {
        return good.eventRecorder().selectFirstEvents(applicationName, originatorTopic, after, limit);
    }

    @Override
    public OptionalLong maxNotificationId(String applicationName) {
        return good.eventRecorder().maxNotificationId(applicationName);
    }

    @Override
    public Optional<Tracking> lock(String applicationName, String leaderName, int segment) {
        return good.trackingRecorder().lock(applicationName, leaderName, segment);
    }

    @Override
    public void move(Tracking read, long position) {
        if (!is(Fault.LOSES_MOVES)) {
            good.trackingRecorder().move(read, position);
        }
    }

    @Override
    public List<Tracking> select(String applicationName, String leaderName) {
        return good.trackingRecorder().select(applicationName, leaderName);
    }

    @Override
    public void recordFailure(String applicationName, String leaderName, int segment, @Nullable String error) {
        good.trackingRecorder().recordFailure(applicationName, leaderName, segment, error);
    }

    @Override
    public Optional<String> failure(String applicationName, String leaderName, int segment) {
        return good.trackingRecorder().failure(applicationName, leaderName, segment);
    }

    @Override
    public long read() {
        return is(Fault.SETTLES_TOO_FAR) ? Long.MAX_VALUE : good.settledHead().read();
    }

    @Override
    public Optional<String> delay() {
        return good.settledHead().delay();
    }

    @Override
    public ApplicationRecorder eventRecorder() {
        return this;
    }

    @Override
    public AggregateRecorder snapshotRecorder() {
        return good.snapshotRecorder();
    }

    @Override
    public TrackingRecorder trackingRecorder() {
        return this;
    }

    @Override
    public SettledHead settledHead() {
        return this;
    }

    @Override
    public Transactions transactions() {
        return good.transactions();
    }
}
