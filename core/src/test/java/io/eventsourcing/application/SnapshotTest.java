package io.eventsourcing.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Decider;
import io.eventsourcing.domain.Snapshots;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    static final class Tally extends Aggregate<Tally.Event> implements Snapshots<Tally.State> {
        sealed interface Event permits Begun, Counted {}

        record Begun() implements Event {}

        record Counted() implements Event {}

        record State(int sum) {
            State {
                if (sum < 0) {
                    throw new IllegalArgumentException("negative");
                }
            }
        }

        private int sum;
        private int applied;

        static Tally begin(UUID id) {
            return create(Tally::new, id, new Begun());
        }

        void count(int times) {
            for (int i = 0; i < times; i++) {
                trigger(new Counted());
            }
        }

        @Override
        protected void apply(Event event) {
            applied++;
            if (event instanceof Counted) {
                sum++;
            }
        }

        @Override
        public State snapshot() {
            if (sum == 13) {
                throw new IllegalStateException("unlucky");
            }
            return new State(sum);
        }

        @Override
        public void restore(State state) {
            sum = state.sum();
        }
    }

    record Level(int height) {}

    sealed interface Raised permits Up {}

    record Up() implements Raised {}

    private static final class Raising implements Decider<Integer, Raised, Level> {
        @Override
        public Class<Raised> eventType() {
            return Raised.class;
        }

        @Override
        public Level initialState() {
            return new Level(0);
        }

        @Override
        public List<? extends Raised> decide(Integer times, Level state) {
            return Collections.nCopies(times, new Up());
        }

        @Override
        public Level evolve(Level state, Raised event) {
            return new Level(state.height() + 1);
        }
    }

    static final class Tallies extends Application {
        final Repository<Tally> tallies = repository(Tally.class, SnapshotRule.every(5));
        final DeciderRepository<Integer, Level> levels = repository(new Raising(), SnapshotRule.every(3));

        Tallies(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        void begin(UUID id) {
            save(Tally.begin(id));
        }
    }

    private final MemoryPersistence persistence = new MemoryPersistence();
    private final Tallies app = new Tallies(EventSourcing.of(persistence));
    private final UUID id = UUID.randomUUID();

    private List<Long> snapshots(UUID of) {
        return persistence.snapshotRecorder().selectEvents("Tallies", of, EventQuery.all()).stream()
                .map(StoredEvent::originatorVersion)
                .toList();
    }

    private void count(int times) {
        app.tallies.update(id, tally -> tally.count(times));
    }

    @Test
    void aSnapshotIsTakenWheneverTheIntervalIsReachedOrPassed() {
        app.begin(id);
        count(3);
        assertThat(snapshots(id)).isEmpty();
        count(1);
        count(7);
        assertThat(snapshots(id)).containsExactly(5L, 12L);
    }

    @Test
    void aLoadAppliesOnlyTheEventsAfterTheNewestSnapshotThatIsNotAboveTheVersion() {
        app.begin(id);
        count(4);
        count(7);
        count(1);
        Tally last = app.tallies.get(id);
        assertThat(last.sum).isEqualTo(12);
        assertThat(last.version()).isEqualTo(13);
        assertThat(last.applied).isEqualTo(1);
        Tally before = app.tallies.getAtVersion(id, 11);
        assertThat(before.sum).isEqualTo(10);
        assertThat(before.applied).isEqualTo(6);
        assertThat(app.tallies.getAtVersion(id, 4).applied).isEqualTo(4);
    }

    @Test
    void aFailingSnapshotFailsNoSave() {
        app.begin(id);
        count(13);
        assertThat(app.tallies.get(id).sum).isEqualTo(13);
        assertThat(snapshots(id)).isEmpty();
    }

    @Test
    void aRolledBackSaveLeavesNoSnapshot() {
        app.begin(id);
        assertThatThrownBy(() -> persistence.transactions().required(() -> {
                    count(9);
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(snapshots(id)).isEmpty();
        assertThat(app.tallies.get(id).version()).isEqualTo(1);
    }

    @Test
    void aSnapshotThatNoLongerFitsIsIgnored() {
        app.begin(id);
        count(2);
        long version = 2;
        for (String state : List.of("{\"sum\":-1}", "nonsense")) {
            StoredEvent misfit = new StoredEvent(
                    "Tallies",
                    id,
                    version++,
                    Tally.State.class.getName(),
                    state.getBytes(StandardCharsets.UTF_8),
                    Tally.class.getName(),
                    null,
                    Instant.EPOCH);
            persistence.snapshotRecorder().insertEvents(List.of(misfit));
            assertThat(app.tallies.get(id).sum).isEqualTo(2);
        }
    }

    @Test
    void aSnapshotMayBeTakenByHandOnceForAVersion() {
        app.begin(id);
        app.tallies.takeSnapshot(id);
        app.tallies.takeSnapshot(id);
        assertThat(snapshots(id)).containsExactly(1L);
        assertThat(app.tallies.get(id).applied).isZero();
    }

    @Test
    void decidersNeedNothingForTheirSnapshots() {
        app.levels.decide(id, 4);
        assertThat(snapshots(id)).containsExactly(4L);
        assertThat(app.levels.decide(id, 1)).isEqualTo(new Level(5));
        assertThat(app.levels.get(id)).isEqualTo(new Level(5));
    }

    @Test
    void anExecutorTakesSnapshotsOffTheSavingThread() {
        List<Runnable> later = new ArrayList<>();
        Tallies patient = new Tallies(
                EventSourcing.builder(persistence).snapshotExecutor(later::add).build());
        patient.begin(id);
        patient.tallies.update(id, tally -> tally.count(5));
        assertThat(snapshots(id)).isEmpty();
        later.forEach(Runnable::run);
        assertThat(snapshots(id)).containsExactly(6L);
    }

    @Test
    void aRuleNeedsAnAggregateWithSnapshots() {
        assertThatThrownBy(() -> new Application(EventSourcing.inMemory(), "Misfit") {
                    {
                        repository(ApplicationTest.Counter.class, SnapshotRule.every(2));
                    }
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("implement Snapshots<State>");
        assertThatThrownBy(() -> SnapshotRule.every(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
