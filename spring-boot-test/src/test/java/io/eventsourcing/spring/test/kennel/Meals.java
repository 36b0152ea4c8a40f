package io.eventsourcing.spring.test.kennel;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.projection.Projection;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** What all dogs together have eaten. */
@Component
public class Meals implements Projection {
    private final AtomicInteger grams = new AtomicInteger();

    @Override
    public void project(DomainEvent<?> event) {
        if (event.body() instanceof Guest.Fed fed) {
            grams.addAndGet(fed.grams());
        }
    }

    public int grams() {
        return grams.get();
    }
}
