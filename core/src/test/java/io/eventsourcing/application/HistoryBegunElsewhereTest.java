package io.eventsourcing.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.domain.Snapshots;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Aggregates whose first version is 0, and when aggregates were created and modified. */
class HistoryBegunElsewhereTest {
    private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    static final class Bowl extends Aggregate<Bowl.Event> implements Snapshots<Bowl.Content> {
        sealed interface Event permits Filled, Emptied {}

        record Filled(double litres) implements Event {}

        record Emptied() implements Event {}

        record Content(double litres) {}

        private double litres;

        private Bowl() {}

        static UUID idOf(String room) {
            return NameBasedUuid.forUrl("/bowls/" + room);
        }

        static Bowl fill(String room, double litres) {
            return create(Bowl::new, idOf(room), new Filled(litres));
        }

        void empty() {
            trigger(new Emptied());
        }

        @Override
        protected long initialVersion() {
            return 0;
        }

        @Override
        protected void apply(Event event) {
            litres = event instanceof Filled filled ? filled.litres() : 0;
        }

        @Override
        public Content snapshot() {
            return new Content(litres);
        }

        @Override
        public void restore(Content content) {
            litres = content.litres();
        }
    }

    static final class Kennel extends Application {
        private final Repository<Bowl> bowls = repository(Bowl.class);

        Kennel(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        Bowl fill(String room, double litres) {
            Bowl bowl = Bowl.fill(room, litres);
            save(bowl);
            return bowl;
        }
    }

    private final MemoryPersistence persistence = new MemoryPersistence();
    private final Kennel morning = kennelAt(MORNING);
    private final Kennel noon = kennelAt(NOON);

    private Kennel kennelAt(Instant time) {
        return new Kennel(EventSourcing.builder(persistence)
                .clock(Clock.fixed(time, ZoneOffset.UTC))
                .build());
    }

    @Test
    void anAggregateMayBeginAtVersionZero() {
        morning.fill("kitchen", 1.5);
        noon.bowls.update(Bowl.idOf("kitchen"), Bowl::empty);
        Bowl bowl = noon.bowls.get(Bowl.idOf("kitchen"));
        assertThat(bowl.version()).isEqualTo(1);
        assertThat(bowl.litres).isZero();
        assertThat(noon.bowls.getAtVersion(Bowl.idOf("kitchen"), 0).litres).isEqualTo(1.5);
        assertThat(noon.bowls.history(Bowl.idOf("kitchen")))
                .extracting(DomainEvent::originatorVersion)
                .containsExactly(0L, 1L);
        assertThat(noon.bowls.ids(0, 10).ids()).containsExactly(Bowl.idOf("kitchen"));
    }

    @Test
    void anAggregateKnowsWhenItWasCreatedAndModified() {
        Bowl created = Bowl.fill("garden", 1);
        assertThat(created.createdOn()).isEmpty();
        assertThat(created.modifiedOn()).isEmpty();
        assertThat(morning.fill("kitchen", 1).createdOn()).contains(MORNING);
        assertThat(noon.bowls.update(Bowl.idOf("kitchen"), Bowl::empty).modifiedOn())
                .contains(NOON);
        Bowl bowl = noon.bowls.get(Bowl.idOf("kitchen"));
        assertThat(bowl.createdOn()).contains(MORNING);
        assertThat(bowl.modifiedOn()).contains(NOON);
    }

    @Test
    void aSnapshotKeepsTheTimes() {
        morning.fill("kitchen", 1);
        noon.bowls.takeSnapshot(Bowl.idOf("kitchen"));
        noon.bowls.update(Bowl.idOf("kitchen"), Bowl::empty);
        Optional<Bowl> bowl = noon.bowls.find(Bowl.idOf("kitchen"));
        assertThat(bowl.flatMap(Aggregate::createdOn)).contains(MORNING);
        assertThat(noon.bowls.getAtVersion(Bowl.idOf("kitchen"), 0).modifiedOn())
                .contains(MORNING);
    }

    @Test
    void anAggregatePrintsItsKindIdAndVersionButNotItsState() {
        assertThat(morning.fill("kitchen", 42)).hasToString("Bowl[" + Bowl.idOf("kitchen") + " v0]");
    }
}
