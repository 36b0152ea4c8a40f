package io.eventsourcing.testkit.contract;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.system.ProcessApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/** A follower that copies what is paid, one new event for each, and first does whatever a test asks for. */
final class Copies extends ProcessApplication {
    static final class Copy extends Aggregate<Copy.Event> {
        sealed interface Event permits Begun, Copied {}

        record Begun() implements Event {}

        record Copied(int amount) implements Event {}

        private final List<Integer> amounts = new ArrayList<>();

        private Copy() {}

        static Copy begin(UUID id) {
            return create(Copy::new, id, new Begun());
        }

        void add(int amount) {
            trigger(new Copied(amount));
        }

        @Override
        protected void apply(Event event) {
            if (event instanceof Copied copied) {
                amounts.add(copied.amount());
            }
        }
    }

    private final Repository<Copy> copies = repository(Copy.class);
    private volatile IntUnaryOperator change = IntUnaryOperator.identity();
    private volatile Consumer<DomainEvent<?>> before = event -> {};

    Copies(EventSourcing eventSourcing) {
        this(eventSourcing, "Copies");
    }

    Copies(EventSourcing eventSourcing, String name) {
        super(eventSourcing, name);
    }

    void before(Consumer<DomainEvent<?>> action) {
        before = action;
    }

    /** Fails at an amount. */
    void refuse(int amount) {
        before(event -> {
            if (amountOf(event) == amount) {
                throw new IllegalStateException("The amount " + amount + " is refused");
            }
        });
    }

    /** Changes amounts before they are copied; 0 is not copied. */
    void change(IntUnaryOperator value) {
        change = value;
    }

    void refuseNothing() {
        before(event -> {});
    }

    /** What an event says was paid or copied; 0 if it says nothing about amounts. */
    static int amountOf(DomainEvent<?> event) {
        return switch (event.body()) {
            case Tills.Till.Paid paid -> paid.amount();
            case Copy.Copied copied -> copied.amount();
            default -> 0;
        };
    }

    @Override
    protected void policy(DomainEvent<?> event) {
        before.accept(event);
        int amount = change.applyAsInt(amountOf(event));
        if (amount != 0) {
            copies.createOrUpdate(
                    event.originatorId(), () -> Copy.begin(event.originatorId()), copy -> copy.add(amount));
        }
    }

    /** What was copied of a till, in order. */
    List<Integer> of(String till) {
        return copies.find(Tills.idOf(till)).map(copy -> copy.amounts).orElse(List.of());
    }
}
