package io.eventsourcing.benchmarks;

import io.eventsourcing.domain.Aggregate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** An aggregate with events of the usual size: about 200 bytes of JSON. */
class Order extends Aggregate<Order.Event> {
    sealed interface Event permits Placed, LineAdded {}

    record Placed(UUID customer, String address, Instant at) implements Event {}

    record LineAdded(UUID product, String name, int quantity, BigDecimal price, Instant at, List<String> tags)
            implements Event {}

    record State(UUID customer, String address, BigDecimal total, List<String> names) {}

    private State state = new State(new UUID(0, 0), "", BigDecimal.ZERO, List.of());
    private List<String> names = new ArrayList<>();
    private BigDecimal total = BigDecimal.ZERO;

    Order() {}

    static <O extends Order> O place(Supplier<O> constructor, UUID id) {
        return create(
                constructor,
                id,
                new Placed(
                        UUID.randomUUID(), "12 Analytical Row, London", Instant.parse("2026-01-02T03:04:05.678901Z")));
    }

    void addLine(int number) {
        trigger(line(number));
    }

    static LineAdded line(int number) {
        return new LineAdded(
                UUID.randomUUID(),
                "Difference engine, part " + number % 7,
                number,
                new BigDecimal("12.50"),
                Instant.parse("2026-01-02T03:04:05.678901Z"),
                List.of("brass", "heavy"));
    }

    /** What bare JDBC and Jackson do with an event, too. */
    void change(Event event) {
        switch (event) {
            case Placed placed -> state = new State(placed.customer(), placed.address(), BigDecimal.ZERO, List.of());
            case LineAdded line -> {
                total = total.add(line.price().multiply(BigDecimal.valueOf(line.quantity())));
                if (names.size() < 7) {
                    names.add(line.name());
                }
            }
        }
    }

    @Override
    protected void apply(Event event) {
        change(event);
    }

    State state() {
        return new State(state.customer(), state.address(), total, List.copyOf(names));
    }

    void become(State other) {
        state = other;
        total = other.total();
        names = new ArrayList<>(other.names());
    }
}
