package io.eventsourcing.testkit.contract;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.NameBasedUuid;
import java.util.UUID;

/** A leader: tills into which amounts are paid. */
final class Tills extends Application {
    static final class Till extends Aggregate<Till.Event> {
        sealed interface Event permits Opened, Paid {}

        record Opened(String name) implements Event {}

        record Paid(int amount) implements Event {}

        private Till() {}

        static Till open(String name) {
            return create(Till::new, idOf(name), new Opened(name));
        }

        void pay(int amount) {
            trigger(new Paid(amount));
        }

        @Override
        protected void apply(Event event) {}
    }

    private final Repository<Till> tills = repository(Till.class);

    Tills(EventSourcing eventSourcing) {
        this(eventSourcing, "Tills");
    }

    Tills(EventSourcing eventSourcing, String name) {
        super(eventSourcing, name);
    }

    static UUID idOf(String name) {
        return NameBasedUuid.forUrl("/tills/" + name);
    }

    /** Pays amounts into a till, opened if need be, in one transaction. */
    void pay(String name, int... amounts) {
        tills.createOrUpdate(idOf(name), () -> Till.open(name), till -> {
            for (int amount : amounts) {
                till.pay(amount);
            }
        });
    }
}
