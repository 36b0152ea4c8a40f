package io.eventsourcing.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.application.AggregateEndedException;
import io.eventsourcing.application.Application;
import io.eventsourcing.application.DeciderRepository;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Decider;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.FinalEvent;
import io.eventsourcing.domain.OriginatorType;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The listings of the guide to aggregates. */
class AggregatesGuideTest {
    record Money(BigDecimal amount, String currency) {
        Money {
            if (amount.signum() < 0) {
                throw new IllegalArgumentException("A price is not negative, unlike %s %s".formatted(amount, currency));
            }
        }
    }

    static final class Order extends Aggregate<Order.Event> {
        sealed interface Event permits Placed, Paid, Cancelled, LineEvent {}

        record Placed(String customer) implements Event {}

        record Paid() implements Event {}

        @FinalEvent
        record Cancelled(String reason) implements Event {}

        sealed interface LineEvent extends Event permits LineAdded, QuantityChanged {
            String article();
        }

        record LineAdded(String article, Money price) implements LineEvent {}

        record QuantityChanged(String article, int quantity) implements LineEvent {}

        private final Map<String, Line> lines = new LinkedHashMap<>();
        private boolean paid;

        private Order() {}

        static Order place(String customer) {
            return create(Order::new, UUID.randomUUID(), new Placed(customer));
        }

        void add(String article, Money price, int quantity) {
            if (!lines.containsKey(article)) {
                trigger(new LineAdded(article, price));
            }
            line(article).changeQuantity(quantity);
        }

        Line line(String article) {
            return lines.get(article);
        }

        void pay() {
            if (!paid) {
                trigger(new Paid());
            }
        }

        void cancel(String reason) {
            trigger(new Cancelled(reason));
        }

        @Override
        protected void apply(Event event) {
            switch (event) {
                case Placed e -> {}
                case Paid e -> paid = true;
                case Cancelled e -> {}
                case LineAdded e -> lines.put(e.article(), new Line(e, this::trigger));
                case LineEvent e -> lines.get(e.article()).apply(e);
            }
        }
    }

    static final class Line {
        private final String article;
        private final Consumer<Order.LineEvent> trigger;
        private int quantity = 1;

        Line(Order.LineAdded added, Consumer<Order.LineEvent> trigger) {
            this.article = added.article();
            this.trigger = trigger;
        }

        void changeQuantity(int wanted) {
            if (wanted != quantity) {
                trigger.accept(new Order.QuantityChanged(article, wanted));
            }
        }

        int quantity() {
            return quantity;
        }

        void apply(Order.LineEvent event) {
            if (event instanceof Order.QuantityChanged changed) {
                quantity = changed.quantity();
            }
        }
    }

    sealed interface Command permits Open, Deposit, Close {}

    record Open(String owner) implements Command {}

    record Deposit(int amount) implements Command {}

    record Close() implements Command {}

    sealed interface AccountEvent permits Opened, Deposited, Closed {}

    record Opened(String owner) implements AccountEvent {}

    record Deposited(int amount) implements AccountEvent {}

    @FinalEvent
    record Closed() implements AccountEvent {}

    record Account(String owner, int balance) {}

    static final class AccountRules implements Decider<Command, AccountEvent, Account> {
        @Override
        public Class<AccountEvent> eventType() {
            return AccountEvent.class;
        }

        @Override
        public Account initialState() {
            return new Account("", 0);
        }

        @Override
        public List<? extends AccountEvent> decide(Command command, Account account) {
            return switch (command) {
                case Open c -> account.owner().isEmpty() ? List.of(new Opened(c.owner())) : List.of();
                case Deposit c -> List.of(new Deposited(c.amount()));
                case Close c -> List.of(new Closed());
            };
        }

        @Override
        public Account evolve(Account account, AccountEvent event) {
            return switch (event) {
                case Opened e -> new Account(e.owner(), 0);
                case Deposited e -> new Account(account.owner(), account.balance() + e.amount());
                case Closed e -> account;
            };
        }
    }

    static final class Shop extends Application {
        private final Repository<Order> orders = repository(Order.class);
        private final DeciderRepository<Command, Account> accounts = repository(new AccountRules());

        Shop(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        UUID place(String customer) {
            Order order = Order.place(customer);
            save(order);
            return order.id();
        }

        boolean deposit(String requestId, UUID account, int amount) {
            return once(requestId, () -> accounts.decide(account, new Deposit(amount)));
        }
    }

    private static final Money PRICE = new Money(new BigDecimal("9.50"), "EUR");

    private final Shop shop = new Shop(EventSourcing.inMemory());

    @Test
    void aCommandMayTriggerSeveralEventsAlsoThroughEntities() {
        UUID id = shop.place("Ada");
        Order changed = shop.orders.update(id, order -> order.add("tea", PRICE, 3));
        assertThat(changed.version()).isEqualTo(3);
        assertThat(shop.orders.get(id).line("tea").quantity()).isEqualTo(3);
        assertThat(shop.orders.history(id))
                .<Object>extracting(DomainEvent::body)
                .containsExactly(
                        new Order.Placed("Ada"),
                        new Order.LineAdded("tea", PRICE),
                        new Order.QuantityChanged("tea", 3));
    }

    @Test
    void anEntityThatWasLoadedTriggersEventsOfItsAggregate() {
        UUID id = shop.place("Ada");
        shop.orders.update(id, order -> order.add("tea", PRICE, 1));
        shop.orders.update(id, order -> order.line("tea").changeQuantity(5));
        assertThat(shop.orders.get(id).line("tea").quantity()).isEqualTo(5);
        assertThat(shop.orders.get(id).version()).isEqualTo(3);
    }

    @Test
    void everyLeafOfAHierarchyOfSealedTypesIsAnEventType() {
        assertThat(OriginatorType.of(Order.class).eventTypes())
                .containsExactlyInAnyOrder(
                        Order.Placed.class,
                        Order.Paid.class,
                        Order.Cancelled.class,
                        Order.LineAdded.class,
                        Order.QuantityChanged.class);
    }

    @Test
    void aCommandThatChangesNothingSavesNothing() {
        UUID id = shop.place("Ada");
        shop.orders.update(id, Order::pay);
        assertThat(shop.orders.update(id, Order::pay).version()).isEqualTo(2);
        assertThat(shop.orders.history(id)).hasSize(2);

        UUID account = UUID.randomUUID();
        shop.accounts.decide(account, new Open("Ada"));
        shop.accounts.decide(account, new Open("Bob"));
        assertThat(shop.accounts.get(account).owner()).isEqualTo("Ada");
        assertThat(shop.accounts.version(account)).isEqualTo(1);
    }

    @Test
    void aRequestThatIsSentAgainIsDoneOnce() {
        UUID account = UUID.randomUUID();
        shop.accounts.decide(account, new Open("Ada"));
        assertThat(shop.deposit("request 7", account, 5)).isTrue();
        assertThat(shop.deposit("request 7", account, 5)).isFalse();
        assertThat(shop.deposit("request 8", account, 5)).isTrue();
        assertThat(shop.accounts.get(account).balance()).isEqualTo(10);
    }

    @Test
    void afterAFinalEventThereIsNothingMore() {
        UUID id = shop.place("Ada");
        shop.orders.update(id, order -> order.cancel("too late"));
        assertThat(shop.orders.find(id)).isEmpty();
        assertThatThrownBy(() -> shop.orders.update(id, Order::pay)).isInstanceOf(AggregateEndedException.class);
        assertThat(shop.orders.getAtVersion(id, 1).version()).isEqualTo(1);
        assertThat(shop.orders.history(id))
                .last()
                .extracting(DomainEvent::body)
                .isEqualTo(new Order.Cancelled("too late"));

        UUID account = UUID.randomUUID();
        shop.accounts.decide(account, new Open("Ada"));
        shop.accounts.decide(account, new Close());
        assertThat(shop.accounts.find(account)).isEmpty();
    }

    @Test
    void twoObjectsOfOneAggregateAreNotEqualAndShowNoState() {
        UUID id = shop.place("Ada");
        Order one = shop.orders.get(id);
        assertThat(one).isEqualTo(one).isNotEqualTo(shop.orders.get(id));
        assertThat(one).hasToString("Order[%s v1]", id);
        assertThat(shop.orders.get(id)).usingRecursiveComparison().isEqualTo(one);
    }

    @Test
    void whatACommandRefusesIsNotSaved() {
        UUID id = shop.place("Ada");
        assertThatThrownBy(() -> shop.orders.update(id, order -> {
                    order.pay();
                    order.add("tea", new Money(BigDecimal.TEN.negate(), "EUR"), 1);
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(shop.orders.get(id).version()).isEqualTo(1);
    }
}
