package io.eventsourcing.golden;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Snapshots;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.golden.KennelTypes.Invoice;
import io.eventsourcing.golden.KennelTypes.Money;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Topic("kennel.domain:Stay")
final class Stay extends Aggregate<Stay.Event> implements Snapshots<Stay.State>, Attributes {
    sealed interface Event permits Booked, ItemAdded, Invoiced, Departed {}

    @Topic("kennel.domain:Stay.Booked")
    record Booked(UUID dogId, OffsetDateTime arrival, Money price, Map<String, @Nullable Object> notes)
            implements Event {}

    @Topic("kennel.domain:Stay.ItemAdded")
    record ItemAdded(String key, @Nullable Object value) implements Event {}

    @Topic("kennel.domain:Stay.Invoiced")
    record Invoiced(Invoice invoice) implements Event {}

    @Topic("kennel.domain:Stay.Departed")
    record Departed(OffsetDateTime at) implements Event {}

    record State(
            UUID dogId,
            OffsetDateTime arrival,
            Money price,
            Map<String, @Nullable Object> notes,
            Map<String, @Nullable Object> items,
            @Nullable Invoice invoice,
            @Nullable OffsetDateTime departure) {}

    private @Nullable Booked booked;
    private final Map<String, @Nullable Object> items = new LinkedHashMap<>();
    private @Nullable Invoice invoice;
    private @Nullable OffsetDateTime departure;

    private Stay() {}

    @Override
    protected void apply(Event event) {
        switch (event) {
            case Booked first -> booked = first;
            case ItemAdded item -> items.put(item.key(), item.value());
            case Invoiced invoiced -> invoice = invoiced.invoice();
            case Departed departed -> departure = departed.at();
        }
    }

    @Override
    public State snapshot() {
        Booked first = Objects.requireNonNull(booked);
        return new State(first.dogId(), first.arrival(), first.price(), first.notes(), items, invoice, departure);
    }

    @Override
    public void restore(State state) {
        booked = new Booked(state.dogId(), state.arrival(), state.price(), state.notes());
        items.putAll(state.items());
        invoice = state.invoice();
        departure = state.departure();
    }

    @Override
    public Map<String, @Nullable Object> attributes() {
        State state = snapshot();
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        attributes.put("dog_id", state.dogId());
        attributes.put("arrival", state.arrival());
        attributes.put("price", state.price());
        attributes.put("notes", state.notes());
        attributes.put("items", state.items());
        attributes.put("invoice", state.invoice());
        attributes.put("departure", state.departure());
        return attributes;
    }
}
