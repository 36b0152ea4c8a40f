package io.eventsourcing.testkit.scenario;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.system.ProcessApplication;
import java.util.UUID;

/** A follower: how many dogs have learned a trick. It refuses to count biting. */
class TrickCounters extends ProcessApplication {
    static final class TrickCounter extends Aggregate<TrickCounter.Event> {
        sealed interface Event permits Started, Incremented {}

        record Started(String trick) implements Event {}

        record Incremented(UUID dogId) implements Event {}

        private int count;

        private TrickCounter() {}

        static UUID idOf(String trick) {
            return NameBasedUuid.forUrl("/tricks/" + trick);
        }

        static TrickCounter start(String trick) {
            return create(TrickCounter::new, idOf(trick), new Started(trick));
        }

        void increment(UUID dogId) {
            trigger(new Incremented(dogId));
        }

        @Override
        protected void apply(Event event) {
            if (event instanceof Incremented) {
                count++;
            }
        }
    }

    private final Repository<TrickCounter> counters = repository(TrickCounter.class);

    TrickCounters(EventSourcing eventSourcing) {
        super(eventSourcing);
    }

    @Override
    protected void policy(DomainEvent<?> event) {
        if (event.body() instanceof School.Dog.TrickAdded added) {
            counters.createOrUpdate(
                    TrickCounter.idOf(added.trick()),
                    () -> TrickCounter.start(added.trick()),
                    counter -> counter.increment(event.originatorId()));
            if (added.trick().equals("bite")) {
                throw new IllegalStateException("Biting is not counted");
            }
        }
    }

    int count(String trick) {
        return counters.find(TrickCounter.idOf(trick))
                .map(counter -> counter.count)
                .orElse(0);
    }
}
