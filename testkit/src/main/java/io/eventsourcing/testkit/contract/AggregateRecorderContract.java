package io.eventsourcing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.persistence.AggregateRecorder;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.VersionConflictException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every recorder of events, and every recorder of snapshots, does by originator. */
public abstract class AggregateRecorderContract extends PersistenceContract {
    private final UUID fido = UUID.randomUUID();

    /** The recorder under test, of {@link #persistence()}; the one for events unless overridden. */
    protected AggregateRecorder recorder() {
        return persistence().eventRecorder();
    }

    private List<StoredEvent> stored(UUID originatorId) {
        return recorder().selectEvents(SCHOOL, originatorId, EventQuery.all());
    }

    @Nested
    class Inserting {
        @Test
        void givesAscendingIdsInTheOrderOfTheEvents() {
            List<Long> ids = new ArrayList<>(recorder().insertEvents(events(fido, 5)));
            ids.addAll(recorder().insertEvents(events(UUID.randomUUID(), 3)));
            assertThat(ids).hasSize(8).isSorted().doesNotHaveDuplicates();
        }

        @Test
        void nothingIsFine() {
            assertThat(recorder().insertEvents(List.of())).isEmpty();
        }

        @Test
        void keepsEveryColumnAsItWas() {
            StoredEvent full = new StoredEvent(
                    SCHOOL,
                    fido,
                    1,
                    "grüße.Topic$Ω",
                    new byte[] {0, 1, -1, 127, -128},
                    "school.Dog",
                    "{\"user\":\"Ada \\\"the\\\" 犬\"}",
                    Instant.parse("2026-02-03T04:05:06.123456Z"));
            recorder().insertEvents(List.of(full));
            assertThat(stored(fido)).containsExactly(full);
        }

        @Test
        void keepsEmptyAndLargeStates() {
            List<StoredEvent> extremes = List.of(sized(1, 0), sized(2, 1 << 20));
            recorder().insertEvents(extremes);
            assertThat(stored(fido)).isEqualTo(extremes);
        }

        private StoredEvent sized(long version, int bytes) {
            StoredEvent event = event(fido, version);
            return new StoredEvent(
                    SCHOOL, fido, version, event.topic(), new byte[bytes], null, null, event.recordedAt());
        }

        @Test
        void versionsNeedNotBeConsecutive() {
            recorder().insertEvents(List.of(event(fido, 3), event(fido, 7)));
            assertThat(stored(fido)).extracting(StoredEvent::originatorVersion).containsExactly(3L, 7L);
        }

        @Test
        void aTakenVersionIsAConflictThatNamesItAndLeavesNothingBehind() {
            UUID rex = UUID.randomUUID();
            recorder().insertEvents(events(fido, 2));
            assertThatThrownBy(() -> recorder().insertEvents(List.of(event(rex, 1), event(fido, 2), event(rex, 2))))
                    .isInstanceOfSatisfying(VersionConflictException.class, conflict -> {
                        assertThat(conflict.originatorId()).isEqualTo(fido);
                        assertThat(conflict.originatorVersion()).isEqualTo(2);
                        assertThat(conflict.retryable()).isTrue();
                    });
            assertThat(stored(rex)).isEmpty();
            assertThat(stored(fido)).hasSize(2);
        }

        @Test
        void aVersionTwiceInOneCallIsAConflictToo() {
            assertThatThrownBy(() -> recorder().insertEvents(List.of(event(fido, 1), event(fido, 1))))
                    .isInstanceOfSatisfying(VersionConflictException.class, conflict -> {
                        assertThat(conflict.originatorId()).isEqualTo(fido);
                        assertThat(conflict.originatorVersion()).isEqualTo(1);
                    });
            assertThat(stored(fido)).isEmpty();
        }

        @Test
        void theSameOriginatorInAnotherApplicationIsNoConflict() {
            StoredEvent elsewhere = event("Kennel", fido, 1, "kennel topic");
            recorder().insertEvents(List.of(event(fido, 1), elsewhere));
            assertThat(stored(fido)).containsExactly(event(fido, 1));
            assertThat(recorder().selectEvents("Kennel", fido, EventQuery.all()))
                    .containsExactly(elsewhere);
        }

        @Test
        void ofManyWhoWantOneVersionExactlyOneGetsIt() {
            List<Boolean> won = Threads.together(8, i -> () -> {
                try {
                    recorder().insertEvents(List.of(event(fido, 1)));
                    return true;
                } catch (VersionConflictException e) {
                    return false;
                }
            });
            assertThat(won).containsOnlyOnce(true);
            assertThat(stored(fido)).hasSize(1);
        }
    }

    @Nested
    class Selecting {
        private List<Long> versions(EventQuery query) {
            return recorder().selectEvents(SCHOOL, fido, query).stream()
                    .map(StoredEvent::originatorVersion)
                    .toList();
        }

        @Test
        void anUnknownOriginatorHasNoEvents() {
            assertThat(stored(UUID.randomUUID())).isEmpty();
        }

        @Test
        void originatorsDoNotSeeEachOther() {
            UUID rex = UUID.randomUUID();
            recorder().insertEvents(List.of(event(rex, 1), event(fido, 1), event(rex, 2)));
            assertThat(versions(EventQuery.all())).containsExactly(1L);
            assertThat(stored(rex)).containsExactly(event(rex, 1), event(rex, 2));
        }

        @Test
        void rangesAreOpenBelowAndClosedAbove() {
            recorder().insertEvents(events(fido, 6));
            assertThat(versions(EventQuery.all())).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
            assertThat(versions(EventQuery.all().after(2).upTo(4))).containsExactly(3L, 4L);
            assertThat(versions(EventQuery.all().after(4).upTo(4))).isEmpty();
            assertThat(versions(EventQuery.all().upTo(99).after(6))).isEmpty();
        }

        @Test
        void versionsMayBeginAtZero() {
            recorder().insertEvents(List.of(event(fido, 0), event(fido, 1)));
            assertThat(versions(EventQuery.all())).containsExactly(0L, 1L);
            assertThat(versions(EventQuery.all().upTo(0))).containsExactly(0L);
            assertThat(versions(EventQuery.all().after(0))).containsExactly(1L);
            assertThat(versions(EventQuery.last().upTo(0))).containsExactly(0L);
        }

        @Test
        void theNewestComeFirstIfAskedSo() {
            recorder().insertEvents(events(fido, 4));
            List<Long> descending = versions(new EventQuery(0, Long.MAX_VALUE, true, Integer.MAX_VALUE));
            List<Long> ascending = new ArrayList<>(versions(EventQuery.all()));
            Collections.reverse(ascending);
            assertThat(descending).isEqualTo(ascending);
            assertThat(versions(EventQuery.last())).containsExactly(4L);
            assertThat(versions(new EventQuery(1, 3, true, 1))).containsExactly(3L);
        }

        @Test
        void aLimitCountsFromTheBeginningAndZeroIsNone() {
            recorder().insertEvents(events(fido, 4));
            assertThat(versions(EventQuery.all().limit(2))).containsExactly(1L, 2L);
            assertThat(versions(EventQuery.all().limit(0))).isEmpty();
        }
    }

    @Nested
    class Rewriting {
        @Test
        void rowsAreSelectedInPages() {
            recorder().insertEvents(events(fido, 3));
            recorder().insertEvents(List.of(event("Kennel", fido, 1, "kennel topic")));
            recorder().insertEvents(events(UUID.randomUUID(), 2));
            List<Notification> rows = new ArrayList<>();
            List<Notification> page = recorder().selectRows(SCHOOL, 0, 2);
            while (!page.isEmpty() && rows.size() < 10) {
                rows.addAll(page);
                page = recorder().selectRows(SCHOOL, page.getLast().id(), 2);
            }
            assertThat(rows).hasSize(5).extracting(Notification::id).isSorted().doesNotHaveDuplicates();
            assertThat(rows.getFirst().event()).isEqualTo(event(fido, 1));
            assertThat(recorder().selectRows(SCHOOL, 0, 0)).isEmpty();
        }

        @Test
        void rowsAreSelectedByOriginatorInPages() {
            UUID rex = UUID.randomUUID();
            recorder().insertEvents(List.of(event(rex, 1), event(fido, 1), event(fido, 2)));
            recorder().insertEvents(List.of(event("Kennel", fido, 1, "kennel topic")));
            recorder().insertEvents(List.of(event(rex, 2), event(UUID.randomUUID(), 1), event(fido, 3), event(rex, 3)));
            List<Notification> rows = new ArrayList<>();
            List<Notification> page = recorder().selectByOriginator(SCHOOL, null, 2);
            while (!page.isEmpty() && rows.size() < 10) {
                rows.addAll(page);
                page = recorder().selectByOriginator(SCHOOL, page.getLast().event(), 2);
            }
            assertThat(rows)
                    .hasSize(7)
                    .containsExactlyInAnyOrderElementsOf(recorder().selectRows(SCHOOL, 0, 10));
            List<UUID> inTurn =
                    rows.stream().map(row -> row.event().originatorId()).toList();
            assertThat(inTurn.stream()
                            .distinct()
                            .flatMap(id -> Collections.nCopies(Collections.frequency(inTurn, id), id).stream()))
                    .isEqualTo(inTurn);
            for (UUID id : List.of(fido, rex)) {
                assertThat(rows.stream()
                                .map(Notification::event)
                                .filter(row -> row.originatorId().equals(id)))
                        .extracting(StoredEvent::originatorVersion)
                        .containsExactly(1L, 2L, 3L);
            }
            assertThat(recorder().selectByOriginator(SCHOOL, null, 0)).isEmpty();
        }

        @Test
        void aStateIsReplacedUnlessItIsAnotherByNow() {
            recorder().insertEvents(events(fido, 2));
            StoredEvent second = event(fido, 2);
            StoredEvent changed = second.withState(second.topic(), new byte[] {1, 2, 0});
            assertThat(recorder().replaceState(second, changed.state())).isTrue();
            assertThat(recorder().replaceState(second, new byte[] {3})).isFalse();
            assertThat(recorder().replaceState(event(fido, 3), new byte[] {3})).isFalse();
            assertThat(stored(fido)).containsExactly(event(fido, 1), changed);
        }

        @Test
        void aReplacedStateComesBackWhenTheTransactionIsRolledBack() {
            recorder().insertEvents(events(fido, 1));
            assertThatThrownBy(() -> persistence().transactions().required(() -> {
                        recorder().replaceState(event(fido, 1), new byte[] {1});
                        throw new IllegalStateException("roll back");
                    }))
                    .hasMessage("roll back");
            assertThat(stored(fido)).containsExactly(event(fido, 1));
        }
    }
}
