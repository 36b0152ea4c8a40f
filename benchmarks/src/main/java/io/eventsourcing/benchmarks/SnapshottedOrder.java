package io.eventsourcing.benchmarks;

import io.eventsourcing.domain.Snapshots;

/** An order that can be loaded from a snapshot. */
final class SnapshottedOrder extends Order implements Snapshots<Order.State> {
    @Override
    public State snapshot() {
        return state();
    }

    @Override
    public void restore(State state) {
        become(state);
    }
}
