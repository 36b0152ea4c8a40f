package io.eventsourcing.examples.trainingschool;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.system.ProcessApplication;
import org.springframework.stereotype.Component;

@Component
public class TrickCounters extends ProcessApplication {
    private final Repository<TrickCounter> counters = repository(TrickCounter.class);
    private final CountedTricks counted;

    public TrickCounters(EventSourcing eventSourcing, CountedTricks counted) {
        super(eventSourcing);
        this.counted = counted;
    }

    @Override
    protected void policy(DomainEvent<?> event) {
        if (event.body() instanceof Dog.TrickAdded added) {
            TrickCounter counter = counters.createOrUpdate(
                    TrickCounter.idOf(added.trick()),
                    () -> TrickCounter.start(added.trick()),
                    started -> started.increment(event.originatorId()));
            counted.save(new CountedTrick(counter.id(), counter.trick(), counter.count()));
        }
    }
}
