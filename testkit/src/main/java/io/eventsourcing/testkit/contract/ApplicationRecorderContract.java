package io.eventsourcing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.persistence.ApplicationRecorder;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every recorder of events does by notification id. */
public abstract class ApplicationRecorderContract extends PersistenceContract {
    private final UUID fido = UUID.randomUUID();

    private ApplicationRecorder recorder() {
        return persistence().eventRecorder();
    }

    private List<Long> ids(NotificationQuery query) {
        return recorder().selectNotifications(SCHOOL, query).stream()
                .map(Notification::id)
                .toList();
    }

    @Test
    void notificationsCarryTheEventsInTheOrderOfTheirIds() {
        List<StoredEvent> events = events(fido, 4);
        List<Long> ids = recorder().insertEvents(events);
        List<Notification> notifications = recorder().selectNotifications(SCHOOL, NotificationQuery.after(0, 10));
        assertThat(notifications).extracting(Notification::id).isEqualTo(ids);
        assertThat(notifications).extracting(Notification::event).isEqualTo(events);
    }

    @Test
    void rangesAreOpenBelowAndClosedAbove() {
        List<Long> ids = recorder().insertEvents(events(fido, 5));
        assertThat(ids(NotificationQuery.after(ids.get(1), 10))).isEqualTo(ids.subList(2, 5));
        assertThat(ids(NotificationQuery.after(ids.get(1), 10).upTo(ids.get(3))))
                .isEqualTo(ids.subList(2, 4));
        assertThat(ids(NotificationQuery.after(ids.get(4), 10))).isEmpty();
        assertThat(ids(NotificationQuery.after(-5, 10))).isEqualTo(ids);
    }

    @Test
    void aLimitCountsFromTheBeginningAndZeroIsNone() {
        List<Long> ids = recorder().insertEvents(events(fido, 5));
        assertThat(ids(NotificationQuery.after(0, 2))).isEqualTo(ids.subList(0, 2));
        assertThat(ids(NotificationQuery.after(0, 0))).isEmpty();
    }

    @Test
    void topicsAreFilteredBeforeTheLimitIsCounted() {
        List<StoredEvent> events = new ArrayList<>();
        for (int version = 1; version <= 6; version++) {
            events.add(event(SCHOOL, fido, version, version % 2 == 0 ? "even" : "odd"));
        }
        List<Long> ids = recorder().insertEvents(events);
        assertThat(ids(NotificationQuery.after(0, 2).topics(Set.of("even")))).containsExactly(ids.get(1), ids.get(3));
        assertThat(ids(NotificationQuery.after(0, 9).topics(Set.of("even", "odd"))))
                .isEqualTo(ids);
        assertThat(ids(NotificationQuery.after(0, 9).topics(Set.of("none")))).isEmpty();
    }

    @Test
    void applicationsDoNotSeeEachOther() {
        recorder().insertEvents(List.of(event("Kennel", fido, 1, "topic")));
        List<Long> own = recorder().insertEvents(List.of(event(fido, 1)));
        recorder().insertEvents(List.of(event("Kennel", fido, 2, "topic")));
        assertThat(ids(NotificationQuery.after(0, 10))).isEqualTo(own);
        assertThat(recorder().maxNotificationId(SCHOOL)).hasValue(own.getFirst());
    }

    @Test
    void whatAQuerySelectsCanBeCounted() {
        List<StoredEvent> events = new ArrayList<>();
        for (int version = 1; version <= 6; version++) {
            events.add(event(SCHOOL, fido, version, version % 2 == 0 ? "even" : "odd"));
        }
        List<Long> ids = recorder().insertEvents(events);
        recorder().insertEvents(List.of(event("Kennel", fido, 1, "even")));
        assertThat(count(NotificationQuery.after(0, 100))).isEqualTo(6);
        assertThat(count(NotificationQuery.after(0, 4))).isEqualTo(4);
        assertThat(count(NotificationQuery.after(ids.get(2), 100))).isEqualTo(3);
        assertThat(count(NotificationQuery.after(0, 100).topics(Set.of("even"))))
                .isEqualTo(3);
        assertThat(count(NotificationQuery.after(0, 100).upTo(ids.getFirst()))).isEqualTo(1);
        assertThat(count(NotificationQuery.after(ids.getLast(), 100))).isZero();
    }

    private long count(NotificationQuery query) {
        return recorder().countNotifications(SCHOOL, query);
    }

    private StoredEvent first(String application, String originatorTopic) {
        StoredEvent plain = event(application, UUID.randomUUID(), 1, "topic");
        return new StoredEvent(
                application,
                plain.originatorId(),
                1,
                plain.topic(),
                plain.state(),
                originatorTopic,
                null,
                plain.recordedAt());
    }

    @Test
    void firstEventsAreSelectedByTheKindOfTheirOriginatorInPages() {
        List<StoredEvent> dogs = List.of(first(SCHOOL, "dog"), first(SCHOOL, "dog"), first(SCHOOL, "dog"));
        recorder().insertEvents(List.of(dogs.get(0), first(SCHOOL, "cat"), first("Kennel", "dog")));
        recorder().insertEvents(List.of(event(dogs.getFirst().originatorId(), 2), dogs.get(1), dogs.get(2)));
        List<Notification> page = recorder().selectFirstEvents(SCHOOL, "dog", 0, 2);
        assertThat(page).extracting(Notification::event).isEqualTo(dogs.subList(0, 2));
        assertThat(recorder().selectFirstEvents(SCHOOL, "dog", page.getLast().id(), 2))
                .extracting(Notification::event)
                .isEqualTo(dogs.subList(2, 3));
        assertThat(recorder().selectFirstEvents(SCHOOL, "dog", 0, 0)).isEmpty();
        assertThat(recorder().selectFirstEvents(SCHOOL, "fish", 0, 9)).isEmpty();
    }

    @Test
    void theGreatestIdIsEmptyWithoutEvents() {
        assertThat(recorder().maxNotificationId(SCHOOL)).isEmpty();
        List<Long> ids = recorder().insertEvents(events(fido, 3));
        assertThat(recorder().maxNotificationId(SCHOOL)).hasValue(ids.getLast());
    }
}
