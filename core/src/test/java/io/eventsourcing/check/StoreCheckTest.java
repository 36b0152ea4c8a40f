package io.eventsourcing.check;

import static io.eventsourcing.check.StoreProblem.Kind.BEGIN_MISSING;
import static io.eventsourcing.check.StoreProblem.Kind.OUT_OF_ORDER;
import static io.eventsourcing.check.StoreProblem.Kind.PARKED_MISSING;
import static io.eventsourcing.check.StoreProblem.Kind.POSITION_AHEAD;
import static io.eventsourcing.check.StoreProblem.Kind.SNAPSHOT_AHEAD;
import static io.eventsourcing.check.StoreProblem.Kind.SNAPSHOT_UNFIT;
import static io.eventsourcing.check.StoreProblem.Kind.TOPIC_UNKNOWN;
import static io.eventsourcing.check.StoreProblem.Kind.UNREADABLE;
import static io.eventsourcing.check.StoreProblem.Kind.VERSIONS_MISSING;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Snapshots;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.mapping.encryption.KeyRing;
import io.eventsourcing.mapping.encryption.OriginatorKeyCipher;
import io.eventsourcing.persistence.ParkedNotification;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoreCheckTest {
    @Topic("tap")
    static final class Tap extends Aggregate<Tap.Turned> implements Snapshots<Tap.State> {
        @Topic("turned")
        record Turned(int by) {}

        @Topic("tap-state")
        record State(int turns) {}

        private int turns;

        private Tap() {}

        static Tap turned(UUID id, int times) {
            Tap tap = create(Tap::new, id, new Turned(1));
            for (int i = 1; i < times; i++) {
                tap.trigger(new Turned(1));
            }
            return tap;
        }

        @Override
        protected void apply(Turned event) {
            turns += event.by();
        }

        @Override
        public State snapshot() {
            return new State(turns);
        }

        @Override
        public void restore(State state) {
            turns = state.turns();
        }
    }

    static final class Kitchen extends Application {
        private final Repository<Tap> taps = repository(Tap.class, Tap.Turned.class);

        Kitchen(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        void turn(UUID id, int times) {
            save(Tap.turned(id, times));
        }
    }

    private final MemoryPersistence persistence = new MemoryPersistence();
    private final Kitchen kitchen = new Kitchen(EventSourcing.of(persistence));
    private final List<StoreProblem> problems = new ArrayList<>();
    private final UUID id = new UUID(0, 1);

    private CheckReport check() {
        return StoreCheck.of(kitchen).run(problems::add);
    }

    private StoredEvent row(long version, String topic, String state, @Nullable String originatorTopic) {
        return new StoredEvent(
                "Kitchen",
                id,
                version,
                topic,
                state.getBytes(StandardCharsets.UTF_8),
                originatorTopic,
                null,
                Instant.EPOCH);
    }

    private void insert(StoredEvent... rows) {
        persistence.eventRecorder().insertEvents(List.of(rows));
    }

    @Test
    void aSoundStoreHasNoProblems() {
        kitchen.turn(id, 700);
        kitchen.turn(new UUID(0, 2), 1);
        kitchen.taps.takeSnapshot(id);
        List<Long> progress = new ArrayList<>();
        CheckReport report = StoreCheck.of(kitchen).run(new CheckListener() {
            @Override
            public void problem(StoreProblem problem) {
                problems.add(problem);
            }

            @Override
            public void progress(String applicationName, long checked) {
                progress.add(checked);
            }
        });
        assertThat(problems).isEmpty();
        assertThat(report).isEqualTo(new CheckReport("Kitchen", 2, 701, 1, 0, 0));
        assertThat(report.sound()).isTrue();
        assertThat(progress).containsExactly(500L, 701L, 702L);
    }

    @Test
    void holesInTheVersionsAreFoundAlsoWhereAPageEnds() {
        kitchen.turn(id, StoreCheck.PAGE);
        insert(row(503, "turned", "{\"by\":1}", null), row(505, "turned", "{\"by\":1}", null));
        assertThat(check().problems()).isEqualTo(2);
        assertThat(problems)
                .containsExactly(
                        new StoreProblem(
                                VERSIONS_MISSING,
                                "Kitchen",
                                id + "/503",
                                "the versions 501 to 502 before it are missing"),
                        new StoreProblem(
                                VERSIONS_MISSING,
                                "Kitchen",
                                id + "/505",
                                "the versions 504 to 504 before it are missing"));
    }

    @Test
    void anArchivedBeginIsFineWithASnapshotOnly() {
        insert(row(3, "turned", "{\"by\":1}", null), row(4, "turned", "{\"by\":1}", null));
        check();
        assertThat(problems)
                .containsExactly(new StoreProblem(
                        BEGIN_MISSING,
                        "Kitchen",
                        id + "/3",
                        "it is the first one that is left, and no snapshot is there to begin with"));
        problems.clear();
        persistence
                .snapshotRecorder()
                .insertEvents(List.of(new StoredEvent(
                        "Kitchen",
                        id,
                        2,
                        "tap-state",
                        "{\"turns\":2}".getBytes(StandardCharsets.UTF_8),
                        "tap",
                        "{\"created-on\":\"2026-01-01T00:00:00Z\",\"modified-on\":\"2026-01-01T00:00:00Z\"}",
                        Instant.EPOCH)));
        assertThat(check().problems()).isZero();
        assertThat(kitchen.taps.get(id).turns).isEqualTo(4);
    }

    @Test
    void idsThatDescendWithTheVersionsAreFound() {
        insert(row(2, "turned", "{\"by\":1}", null), row(1, "turned", "{\"by\":1}", "tap"));
        check();
        assertThat(problems)
                .containsExactly(new StoreProblem(
                        OUT_OF_ORDER, "Kitchen", id + "/2", "its notification id 1 is not above 2, that of version 1"));
    }

    @Test
    void whatCannotBeReadIsFound() {
        insert(
                row(1, "turned", "{\"by\":1}", "tap"),
                row(2, "twisted", "{}", null),
                row(3, "turned", "{\"by\":", null),
                row(4, "turned", "{\"by\":\"far\"}", null));
        check();
        assertThat(problems).extracting(StoreProblem::kind).containsExactly(TOPIC_UNKNOWN, UNREADABLE, UNREADABLE);
        assertThat(problems).extracting(StoreProblem::key).containsExactly(id + "/2", id + "/3", id + "/4");
        assertThat(problems.getFirst().message()).contains("'twisted'");
    }

    @Test
    void snapshotsThatDoNotFitAreFound() {
        kitchen.turn(id, 2);
        persistence
                .snapshotRecorder()
                .insertEvents(List.of(
                        row(1, "tap-state", "{\"turns\":1}", "tap"),
                        row(2, "tap-state", "{\"turns\":1}", "bath"),
                        row(3, "bath-state", "{\"turns\":1}", "tap")));
        check();
        assertThat(problems)
                .extracting(StoreProblem::kind)
                .containsExactly(SNAPSHOT_UNFIT, SNAPSHOT_UNFIT, SNAPSHOT_AHEAD, SNAPSHOT_UNFIT);
        assertThat(problems)
                .extracting(StoreProblem::message)
                .contains("there is no repository of its kind 'bath'", "the last event is of version 2");
    }

    @Test
    void followersAheadAndLostParkedNotificationsAreFound() {
        kitchen.turn(id, 3);
        persistence.transactions().required(() -> {
            var tracking = persistence
                    .trackingRecorder()
                    .lock("Bills", "Kitchen", Segment.whole())
                    .orElseThrow();
            persistence.trackingRecorder().move(tracking, 4);
            persistence
                    .parkingRecorder()
                    .park(List.of(
                            new ParkedNotification("Bills", "Kitchen", 2, id, 0, null, 1, Instant.EPOCH),
                            new ParkedNotification("Bills", "Kitchen", 3, new UUID(9, 9), 0, null, 1, Instant.EPOCH),
                            new ParkedNotification("Bills", "Kitchen", 4, id, 0, null, 1, Instant.EPOCH)));
            return true;
        });
        check();
        assertThat(problems)
                .containsExactly(
                        new StoreProblem(
                                POSITION_AHEAD,
                                "Kitchen",
                                "Bills, segment 0",
                                "its position is 4, but the settled head is 3"),
                        new StoreProblem(
                                PARKED_MISSING,
                                "Kitchen",
                                "3",
                                "it is parked for Bills and originator %s, but there is no such event"
                                        .formatted(new UUID(9, 9))),
                        new StoreProblem(
                                PARKED_MISSING,
                                "Kitchen",
                                "4",
                                "it is parked for Bills and originator %s, but there is no such event".formatted(id)));
    }

    @Test
    void forgottenOriginatorsAreNoProblem() {
        MemoryPersistence encrypted = new MemoryPersistence();
        Kitchen secret = new Kitchen(EventSourcing.builder(encrypted)
                .cipher(new OriginatorKeyCipher(KeyRing.of("1", KeyRing.newKey()), encrypted.originatorKeyRecorder()))
                .build());
        secret.turn(id, 3);
        secret.taps.takeSnapshot(id);
        secret.taps.forget(id);
        assertThat(StoreCheck.of(secret).run(problems::add)).isEqualTo(new CheckReport("Kitchen", 1, 4, 1, 3, 0));
    }
}
