package io.eventsourcing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventLog;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.persistence.EventQuery;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The listings of the guide to event logs. */
class EventLogGuideTest {
    static final class Boat extends Aggregate<Boat.Built> {
        record Built(String name) {}

        private Boat() {}

        static Boat build(String name) {
            return create(Boat::new, UUID.randomUUID(), new Built(name));
        }

        @Override
        protected void apply(Built event) {}
    }

    sealed interface RegisterEvent permits Entered, Struck {}

    record Entered(UUID boat) implements RegisterEvent {}

    record Struck(UUID boat, String reason) implements RegisterEvent {}

    static final class Harbour extends Application {
        private final Repository<Boat> boats = repository(Boat.class);
        private final EventLog<RegisterEvent> register = log(NameBasedUuid.forUrl("/register"), RegisterEvent.class);

        Harbour(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        UUID build(String name) {
            Boat boat = Boat.build(name);
            save(boat, register.trigger(new Entered(boat.id())));
            return boat.id();
        }

        void strike(UUID boat, String reason) {
            register.append(new Struck(boat, reason));
        }

        List<RegisterEvent> newest(int count) {
            EventQuery query = new EventQuery(EventQuery.BEGINNING, Long.MAX_VALUE, true, count);
            return register.list(query).stream().map(event -> event.body()).toList();
        }

        boolean known(UUID boat) {
            return boats.contains(boat);
        }
    }

    @Test
    void theRegisterTellsOfTheBoats() {
        Harbour harbour = new Harbour(EventSourcing.inMemory());
        UUID first = harbour.build("Nina");
        UUID second = harbour.build("Pinta");
        harbour.strike(first, "sold");
        assertThat(harbour.newest(2)).containsExactly(new Struck(first, "sold"), new Entered(second));
        assertThat(harbour.known(second)).isTrue();
    }
}
