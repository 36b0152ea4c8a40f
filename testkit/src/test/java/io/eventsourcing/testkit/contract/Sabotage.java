package io.eventsourcing.testkit.contract;

import io.eventsourcing.persistence.AggregateRecorder;
import io.eventsourcing.persistence.ApplicationRecorder;
import io.eventsourcing.persistence.EventSearch;
import io.eventsourcing.persistence.MessageRecorder;
import io.eventsourcing.persistence.OriginatorKeyRecorder;
import io.eventsourcing.persistence.ParkingRecorder;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.SettledHead;
import io.eventsourcing.persistence.TrackingRecorder;
import io.eventsourcing.persistence.Transactions;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import java.util.Optional;

/** The backend in memory, with one thing wrong. */
final class Sabotage implements PersistenceModule {
    private final MemoryPersistence good = new MemoryPersistence();
    private final SabotagedTransactions transactions;
    private final SabotagedEvents events;
    private final SabotagedEvents snapshots;
    private final SabotagedTracking tracking;
    private final EventSearch search;
    private final SabotagedParking parking;
    private final SabotagedKeys keys;
    private final MessageRecorder messages;
    private final SettledHead head;

    Sabotage(Fault fault) {
        transactions = new SabotagedTransactions(good.transactions(), fault);
        events = new SabotagedEvents(good.eventRecorder(), good.transactions(), fault);
        snapshots = new SabotagedEvents((ApplicationRecorder) good.snapshotRecorder(), good.transactions(), fault);
        tracking = new SabotagedTracking(good.trackingRecorder(), good.transactions(), fault);
        search = new SabotagedSearch(good.eventSearch(), fault);
        parking = new SabotagedParking(good.parkingRecorder(), fault);
        keys = new SabotagedKeys(good.originatorKeyRecorder(), fault);
        messages = new SabotagedMessages(good.messageRecorder(), fault);
        head = new SabotagedHead(fault);
    }

    /** Where the order ends, wrongly. */
    private final class SabotagedHead implements SettledHead {
        private final Fault fault;
        private long looks;

        SabotagedHead(Fault fault) {
            this.fault = fault;
        }

        @Override
        public synchronized long read() {
            looks++;
            return switch (fault) {
                case SETTLES_WHAT_IS_COMMITTED ->
                    good.eventRecorder()
                            .maxNotificationId(PersistenceContract.SCHOOL)
                            .orElse(0);
                case SETTLES_NOTHING -> 0;
                case GOES_BACK -> good.settledHead().read() - looks % 2;
                default -> good.settledHead().read();
            };
        }

        @Override
        public Optional<String> delay() {
            return good.settledHead().delay();
        }
    }

    @Override
    public ApplicationRecorder eventRecorder() {
        return events;
    }

    @Override
    public AggregateRecorder snapshotRecorder() {
        return snapshots;
    }

    @Override
    public TrackingRecorder trackingRecorder() {
        return tracking;
    }

    @Override
    public EventSearch eventSearch() {
        return search;
    }

    @Override
    public ParkingRecorder parkingRecorder() {
        return parking;
    }

    @Override
    public MessageRecorder messageRecorder() {
        return messages;
    }

    @Override
    public OriginatorKeyRecorder originatorKeyRecorder() {
        return keys;
    }

    @Override
    public SettledHead settledHead() {
        return head;
    }

    @Override
    public Transactions transactions() {
        return transactions;
    }
}
