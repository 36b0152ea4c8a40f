package io.eventsourcing.spring;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.NameBasedUuid;
import java.util.UUID;
import org.springframework.transaction.annotation.Transactional;

/** An application with a transactional method, so that Spring makes a proxy of it. */
public class Shop extends Application {
    public static class Order extends Aggregate<Order.Event> {
        sealed interface Event permits Placed, Paid {}

        record Placed(String number) implements Event {}

        record Paid(int amount) implements Event {}

        private int paid;

        private Order() {}

        static UUID idOf(String number) {
            return NameBasedUuid.forUrl("/orders/" + number);
        }

        static Order place(String number) {
            return create(Order::new, idOf(number), new Placed(number));
        }

        void pay(int amount) {
            trigger(new Paid(amount));
        }

        @Override
        protected void apply(Event event) {
            if (event instanceof Paid payment) {
                paid += payment.amount();
            }
        }
    }

    private final Repository<Order> orders = repository(Order.class);

    Shop(EventSourcing eventSourcing) {
        super(eventSourcing);
    }

    public void place(String number) {
        save(Order.place(number));
    }

    public Order placed(String number) {
        Order order = Order.place(number);
        save(order);
        return order;
    }

    public void pay(String number, int amount) {
        orders.update(Order.idOf(number), order -> order.pay(amount));
    }

    public void save(Order order) {
        super.save(order);
    }

    public void writeNow() {
        flush();
    }

    public boolean contains(String number) {
        return orders.contains(Order.idOf(number));
    }

    public int paid(String number) {
        return orders.get(Order.idOf(number)).paid;
    }

    @Transactional
    public void placeAndPay(String number, int amount) {
        place(number);
        pay(number, amount);
        pay(number, amount);
    }
}
