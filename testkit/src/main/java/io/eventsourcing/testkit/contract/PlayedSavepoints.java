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
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.LongStream;

/** A backend in which what is inserted while it is undoing is as if it had been rolled back to a savepoint. */
final class PlayedSavepoints implements PersistenceModule {
    private final PersistenceModule backend;
    private boolean undoing;

    PlayedSavepoints(PersistenceModule backend) {
        this.backend = backend;
    }

    void undoing(Runnable work) {
        boolean outer = undoing;
        undoing = true;
        try {
            work.run();
        } finally {
            undoing = outer;
        }
    }

    /** The backend's recorder, but for inserts while undoing; a proxy, since it has to pass everything else on. */
    @Override
    public ApplicationRecorder eventRecorder() {
        ApplicationRecorder recorder = backend.eventRecorder();
        return (ApplicationRecorder) Proxy.newProxyInstance(
                ApplicationRecorder.class.getClassLoader(),
                new Class<?>[] {ApplicationRecorder.class},
                (proxy, method, arguments) -> {
                    if (undoing && method.getName().equals("insertEvents")) {
                        return LongStream.rangeClosed(1, ((List<?>) arguments[0]).size())
                                .boxed()
                                .toList();
                    }
                    try {
                        return method.invoke(recorder, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public AggregateRecorder snapshotRecorder() {
        return backend.snapshotRecorder();
    }

    @Override
    public TrackingRecorder trackingRecorder() {
        return backend.trackingRecorder();
    }

    @Override
    public EventSearch eventSearch() {
        return backend.eventSearch();
    }

    @Override
    public ParkingRecorder parkingRecorder() {
        return backend.parkingRecorder();
    }

    @Override
    public MessageRecorder messageRecorder() {
        return backend.messageRecorder();
    }

    @Override
    public OriginatorKeyRecorder originatorKeyRecorder() {
        return backend.originatorKeyRecorder();
    }

    @Override
    public SettledHead settledHead() {
        return backend.settledHead();
    }

    @Override
    public Transactions transactions() {
        return backend.transactions();
    }
}
