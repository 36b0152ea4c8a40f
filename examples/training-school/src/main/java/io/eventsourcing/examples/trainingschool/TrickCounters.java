package io.eventsourcing.examples.trainingschool;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.OriginatorPage;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.system.ProcessApplication;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Follows the school: counts how many dogs have learned each trick. */
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
            counted.save(new CountedTrick(counter));
        }
    }

    /** The ids of the counters, in pages. */
    public OriginatorPage ids(long after, int limit) {
        return counters.ids(after, limit);
    }

    /** Writes the row of a counter that has none. */
    public void writeRow(UUID id) {
        counted.save(new CountedTrick(counters.get(id)));
    }
}
