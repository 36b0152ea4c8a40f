package io.eventsourcing.persistence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Work that is only tried out: in transactions that are always rolled back, and in which saved events are kept and never
 * written, also if the work flushes them. So no id is drawn and no follower waits. Each transaction sees the events that the
 * ones before have kept, in aggregates though not by SQL; of what else the work writes, it sees only its own. What the
 * work does outside the transaction is not undone. Used by one thread.
 */
public final class Rehearsal {
    private static final SaveOutcome NOTHING = new SaveOutcome() {
        @Override
        public void committed() {}

        @Override
        public void rolledBack() {}
    };

    /** Ends a transaction that has gone well. */
    private static final class RollBack extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RollBack() {
            super("The end of a rehearsal", null, false, false);
        }
    }

    private final Transactions transactions;
    private final EventStore store;
    private List<StoredEvent> kept = List.of();

    /** @param store of the same backend as the transactions */
    public Rehearsal(Transactions transactions, EventStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    /** What has been saved so far, in that order. */
    public List<StoredEvent> kept() {
        return kept;
    }

    /**
     * Does work in a transaction of its own, which is rolled back. What it saves within a {@link #step} is kept.
     *
     * @throws RuntimeException what the work throws
     */
    public void transaction(Runnable work) {
        RollBack end = new RollBack();
        try {
            transactions.separate(() -> {
                UnitOfWork unit = store.enlistNeverWriting();
                if (!kept.isEmpty()) {
                    unit.add(kept, NOTHING);
                }
                work.run();
                throw end;
            });
        } catch (RollBack e) {
            if (e != end) {
                throw e;
            }
        }
    }

    /**
     * Does a part of the work of {@link #transaction}. If it throws, the events that it saved are forgotten.
     *
     * @throws VersionConflictException if a version is stored that it saved
     * @throws RuntimeException what the work throws
     */
    public void step(Runnable work) {
        UnitOfWork unit = store.enlistNeverWriting();
        Object mark = unit.mark();
        try {
            work.run();
            refuseStored(unit.unwritten());
            kept = new ArrayList<>(unit.unwritten());
        } catch (RuntimeException | Error e) {
            unit.rollbackTo(mark);
            throw e;
        }
    }

    private void refuseStored(List<StoredEvent> saved) {
        Map<UUID, String> originators = new LinkedHashMap<>();
        saved.subList(kept.size(), saved.size())
                .forEach(event -> originators.put(event.originatorId(), event.applicationName()));
        originators.forEach((id, application) -> store.get(application, id, EventQuery.last()));
    }
}
