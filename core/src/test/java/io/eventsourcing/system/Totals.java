package io.eventsourcing.system;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.NameBasedUuid;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** A follower that sums up what was paid, and does whatever else a test asks for. */
class Totals extends ProcessApplication {
    static final UUID TOTAL = NameBasedUuid.forUrl("/total");

    static final class Total extends Aggregate<Total.Event> {
        sealed interface Event permits Begun, Added {}

        record Begun() implements Event {}

        record Added(int amount) implements Event {}

        private int sum;

        private Total() {}

        static Total begin() {
            return create(Total::new, TOTAL, new Begun());
        }

        void add(int amount) {
            trigger(new Added(amount));
        }

        @Override
        protected void apply(Event event) {
            if (event instanceof Added added) {
                sum += added.amount();
            }
        }
    }

    private final Repository<Total> totals = repository(Total.class);
    private volatile Consumer<DomainEvent<?>> also = event -> {};

    Totals(EventSourcing eventSourcing) {
        super(eventSourcing);
    }

    /** Called for each event after its amount is added. */
    void also(Consumer<DomainEvent<?>> action) {
        also = action;
    }

    @Override
    protected void policy(DomainEvent<?> event) {
        if (event.body() instanceof Ledger.Account.Paid paid) {
            totals.createOrUpdate(TOTAL, Total::begin, total -> total.add(paid.amount()));
        }
        also.accept(event);
    }

    List<DomainEvent<?>> history() {
        return totals.history(TOTAL);
    }

    int sum() {
        return totals.find(TOTAL).map(total -> total.sum).orElse(0);
    }
}
