package io.eventsourcing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.application.SnapshotRule;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.domain.Snapshots;
import io.eventsourcing.persistence.EventQuery;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The listings of the guide to snapshots. */
class SnapshotsTest {
    static final class Meter extends Aggregate<Meter.Event> implements Snapshots<Meter.State> {
        sealed interface Event permits Installed, Read {}

        record Installed(String place) implements Event {}

        record Read(long value) implements Event {}

        record State(String place, long value) {}

        private String place = "";
        private long value;

        private Meter() {}

        static UUID idOf(String place) {
            return NameBasedUuid.forUrl("/meters/" + place);
        }

        static Meter install(String place) {
            return create(Meter::new, idOf(place), new Installed(place));
        }

        void read(long newValue) {
            trigger(new Read(newValue));
        }

        @Override
        protected void apply(Event event) {
            switch (event) {
                case Installed installed -> place = installed.place();
                case Read read -> value = read.value();
            }
        }

        @Override
        public State snapshot() {
            return new State(place, value);
        }

        @Override
        public void restore(State state) {
            place = state.place();
            value = state.value();
        }
    }

    static final class Meters extends Application {
        private final Repository<Meter> meters = repository(Meter.class, SnapshotRule.every(100));

        Meters(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        void install(String place) {
            save(Meter.install(place));
        }

        void read(String place, long value) {
            meters.update(Meter.idOf(place), meter -> meter.read(value));
        }

        long value(String place) {
            return meters.get(Meter.idOf(place)).value;
        }
    }

    @Test
    void aMeterIsLoadedFromItsSnapshotAndTheReadingsAfterIt() {
        EventSourcing eventSourcing = EventSourcing.inMemory();
        Meters meters = new Meters(eventSourcing);
        meters.install("cellar");
        for (int value = 1; value <= 250; value++) {
            meters.read("cellar", value);
        }
        assertThat(meters.value("cellar")).isEqualTo(250);
        assertThat(eventSourcing
                        .persistence()
                        .snapshotRecorder()
                        .selectEvents("Meters", Meter.idOf("cellar"), EventQuery.all()))
                .hasSize(2);
    }
}
