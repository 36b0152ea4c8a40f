package io.eventsourcing.benchmarks;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import java.util.UUID;

final class Orders extends Application {
    private final Repository<Order> orders = repository(Order.class);
    private final Repository<SnapshottedOrder> snapshotted = repository(SnapshottedOrder.class);

    Orders(EventSourcing eventSourcing) {
        super(eventSourcing);
    }

    UUID place(int events) {
        UUID id = UUID.randomUUID();
        save(Order.place(Order::new, id));
        orders.update(id, order -> addLines(order, events - 1));
        return id;
    }

    UUID placeSnapshotted(int events) {
        UUID id = UUID.randomUUID();
        save(Order.place(SnapshottedOrder::new, id));
        snapshotted.update(id, order -> addLines(order, events - 1));
        return id;
    }

    void takeSnapshot(UUID id) {
        snapshotted.takeSnapshot(id);
    }

    void addLines(UUID snapshottedId, int lines) {
        snapshotted.update(snapshottedId, order -> addLines(order, lines));
    }

    private static void addLines(Order order, int lines) {
        for (int line = 0; line < lines; line++) {
            order.addLine(line);
        }
    }

    Order load(UUID id) {
        return orders.get(id);
    }

    SnapshottedOrder loadSnapshotted(UUID id) {
        return snapshotted.get(id);
    }
}
