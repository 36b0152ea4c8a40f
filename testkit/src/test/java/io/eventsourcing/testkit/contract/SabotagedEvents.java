package io.eventsourcing.testkit.contract;

import io.eventsourcing.persistence.ApplicationRecorder;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.Transactions;
import io.eventsourcing.persistence.VersionConflictException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records events, with one thing wrong. */
final class SabotagedEvents implements ApplicationRecorder {
    private final ApplicationRecorder good;
    private final Transactions transactions;
    private final Fault fault;

    SabotagedEvents(ApplicationRecorder good, Transactions transactions, Fault fault) {
        this.good = good;
        this.transactions = transactions;
        this.fault = fault;
    }

    private boolean is(Fault other) {
        return fault == other;
    }

    @Override
    public List<Long> insertEvents(List<StoredEvent> events) {
        refuse(events);
        List<StoredEvent> changed = events.stream().map(this::changed).toList();
        return switch (fault) {
            case COMMITS_EARLY -> transactions.separate(() -> good.insertEvents(changed));
            case REVERSES_IDS -> good.insertEvents(changed).reversed();
            case STORES_HALF -> oneByOne(changed);
            default -> insert(changed);
        };
    }

    private void refuse(List<StoredEvent> events) {
        if (is(Fault.REFUSES_NOTHING_TO_INSERT) && events.isEmpty()) {
            throw new IllegalArgumentException("nothing to insert");
        }
        for (int i = 1; i < events.size(); i++) {
            StoredEvent before = events.get(i - 1);
            StoredEvent event = events.get(i);
            long step = event.originatorVersion() - before.originatorVersion();
            if (event.originatorId().equals(before.originatorId())
                    && (is(Fault.REFUSES_GAPS) && step > 1 || is(Fault.MIXES_THE_KEYS_OF_APPLICATIONS) && step == 0)) {
                throw new VersionConflictException(
                        event.applicationName(), event.originatorId(), event.originatorVersion(), null);
            }
        }
    }

    private List<Long> insert(List<StoredEvent> events) {
        try {
            return good.insertEvents(events);
        } catch (VersionConflictException e) {
            if (is(Fault.SWALLOWS_CONFLICTS)) {
                return List.of();
            }
            if (is(Fault.NAMES_NO_CULPRIT)) {
                StoredEvent first = events.getFirst();
                throw new VersionConflictException(
                        first.applicationName(), first.originatorId(), first.originatorVersion(), e);
            }
            throw e;
        }
    }

    private List<Long> oneByOne(List<StoredEvent> events) {
        List<Long> ids = new ArrayList<>();
        events.forEach(event -> ids.addAll(good.insertEvents(List.of(event))));
        return ids;
    }

    private StoredEvent changed(StoredEvent event) {
        boolean large = event.state().length > 65_535;
        return new StoredEvent(
                event.applicationName(),
                event.originatorId(),
                event.originatorVersion(),
                event.topic(),
                is(Fault.LOSES_LARGE_STATES) && large ? new byte[65_535] : event.state(),
                event.originatorTopic(),
                is(Fault.LOSES_METADATA) ? null : event.metadata(),
                is(Fault.ROUNDS_TIMES) ? event.recordedAt().truncatedTo(ChronoUnit.MILLIS) : event.recordedAt());
    }

    @Override
    public List<StoredEvent> selectEvents(String applicationName, UUID originatorId, EventQuery query) {
        if (is(Fault.MIXES_ORIGINATORS)) {
            return good.selectNotifications(applicationName, NotificationQuery.after(0, query.limit())).stream()
                    .map(Notification::event)
                    .toList();
        }
        EventQuery asked = is(Fault.FORGETS_DESCENDING)
                ? new EventQuery(query.after(), query.upTo(), false, query.limit())
                : query;
        return good.selectEvents(applicationName, originatorId, asked);
    }

    @Override
    public List<Notification> selectNotifications(String applicationName, NotificationQuery query) {
        NotificationQuery asked = switch (fault) {
            case SHOWS_EVERYTHING_AT_LIMIT_ZERO ->
                query.limit() > 0
                        ? query
                        : new NotificationQuery(query.after(), query.upTo(), Integer.MAX_VALUE, query.topics());
            case IGNORES_THE_TOPICS, FILTERS_AFTER_THE_LIMIT -> query.topics(Set.of());
            case REPEATS_A_NOTIFICATION ->
                new NotificationQuery(query.after() - 1, query.upTo(), query.limit(), query.topics());
            default -> query;
        };
        String name = is(Fault.MIXES_APPLICATIONS) ? "Kennel" : applicationName;
        List<Notification> found = good.selectNotifications(name, asked);
        return switch (fault) {
            case SKIPS_A_NOTIFICATION -> found.size() > 1 ? found.subList(1, found.size()) : found;
            case FILTERS_AFTER_THE_LIMIT ->
                found.stream()
                        .filter(notification -> query.topics().isEmpty()
                                || query.topics().contains(notification.event().topic()))
                        .toList();
            default -> found;
        };
    }

    @Override
    public List<Notification> selectFirstEvents(String applicationName, String originatorTopic, long after, int limit) {
        if (is(Fault.MIXES_KINDS)) {
            return good.selectNotifications(applicationName, NotificationQuery.after(after, limit));
        }
        return good.selectFirstEvents(applicationName, originatorTopic, after, limit);
    }

    @Override
    public List<Notification> selectRows(String applicationName, long after, int limit) {
        return good.selectRows(applicationName, is(Fault.REPEATS_A_ROW) ? after - 1 : after, limit);
    }

    @Override
    public List<Notification> selectByOriginator(String applicationName, @Nullable StoredEvent after, int limit) {
        return is(Fault.SPLITS_ORIGINATORS)
                ? good.selectRows(applicationName, 0, limit)
                : good.selectByOriginator(applicationName, after, limit);
    }

    @Override
    public boolean replaceState(StoredEvent stored, byte[] state) {
        return is(Fault.REPLACES_NOTHING) || good.replaceState(stored, state);
    }

    @Override
    public OptionalLong maxNotificationId(String applicationName) {
        OptionalLong own = good.maxNotificationId(applicationName);
        OptionalLong other = good.maxNotificationId("Kennel");
        return is(Fault.SHARES_THE_GREATEST_ID) && other.isPresent() ? other : own;
    }
}
