package io.eventsourcing.application;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Decider;
import io.eventsourcing.domain.Snapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Baskets as plain aggregates, with snapshots, and as deciders: three that do the same. */
final class Baskets extends Application {
    sealed interface Event permits Begun, Added {}

    record Begun() implements Event {}

    record Added(int item) implements Event {}

    static class Basket extends Aggregate<Event> {
        List<Integer> items = new ArrayList<>();

        static <B extends Basket> B begin(Supplier<B> constructor, UUID id) {
            return create(constructor, id, new Begun());
        }

        void add(int item) {
            trigger(new Added(item));
        }

        @Override
        protected void apply(Event event) {
            if (event instanceof Added added) {
                items.add(added.item());
            }
        }
    }

    record Items(List<Integer> items) {}

    /** Careless: its snapshots share their list with it. */
    static class SnappedBasket extends Basket implements Snapshots<Items> {
        @Override
        public Items snapshot() {
            return new Items(items);
        }

        @Override
        public void restore(Items state) {
            items = state.items();
        }
    }

    static final class Rules implements Decider<Integer, Event, Items> {
        @Override
        public Class<Event> eventType() {
            return Event.class;
        }

        @Override
        public Items initialState() {
            return new Items(List.of());
        }

        /** Negative items begin the basket and add nothing. */
        @Override
        public List<? extends Event> decide(Integer item, Items state) {
            if (item == REFUSED) {
                throw new IllegalArgumentException("refused");
            }
            return item == NOTHING ? List.of() : List.of(item < 0 ? new Begun() : new Added(item));
        }

        @Override
        public Items evolve(Items state, Event event) {
            List<Integer> items = new ArrayList<>(state.items());
            if (event instanceof Added added) {
                items.add(added.item());
            }
            return new Items(List.copyOf(items));
        }
    }

    static final int REFUSED = 1_000_000;
    static final int NOTHING = 1_000_001;

    enum Kind {
        PLAIN,
        SNAPSHOTS,
        DECIDER
    }

    final Repository<Basket> plain = repository(Basket.class);
    final Repository<SnappedBasket> snapped = repository(SnappedBasket.class);
    final DeciderRepository<Integer, Items> decided = repository(new Rules());

    Baskets(EventSourcing eventSourcing) {
        super(eventSourcing);
    }

    void begin(Kind kind, UUID id) {
        switch (kind) {
            case PLAIN -> save(Basket.begin(Basket::new, id));
            case SNAPSHOTS -> save(Basket.begin(SnappedBasket::new, id));
            case DECIDER -> decided.decide(id, -1);
        }
    }

    /** Adds an item, or refuses one, or does nothing; returns what is in the basket then. */
    List<Integer> add(Kind kind, UUID id, int item) {
        return switch (kind) {
            case PLAIN -> plain.update(id, basket -> change(basket, item)).items;
            case SNAPSHOTS -> snapped.update(id, basket -> change(basket, item)).items;
            case DECIDER -> decided.decide(id, item).items();
        };
    }

    private static void change(Basket basket, int item) {
        if (item == REFUSED) {
            basket.add(item);
            throw new IllegalArgumentException("refused");
        }
        if (item != NOTHING) {
            basket.add(item);
        }
    }

    List<Integer> items(Kind kind, UUID id) {
        return switch (kind) {
            case PLAIN -> plain.get(id).items;
            case SNAPSHOTS -> snapped.get(id).items;
            case DECIDER -> decided.get(id).items();
        };
    }

    void resave(Aggregate<?> aggregate) {
        save(aggregate);
    }
}
