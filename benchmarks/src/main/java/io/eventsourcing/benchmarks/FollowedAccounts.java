package io.eventsourcing.benchmarks;

import static io.eventsourcing.system.EventSourcedSystem.pipe;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.Migrations;
import io.eventsourcing.persistence.TransactionParticipant;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Runner;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Accounts that are opened one by one, and a follower that tells when the transaction has committed which processed one. */
final class FollowedAccounts implements AutoCloseable {
    private final AppendArms.Accounts saving;
    private final Runner runner;
    private final SynchronousQueue<Long> processed = new SynchronousQueue<>();

    private FollowedAccounts(EventSourcing saver, EventSourcing follower) {
        this.saving = new AppendArms.Accounts(saver);
        AppendArms.Accounts leader = saver == follower ? saving : new AppendArms.Accounts(follower);
        this.runner = Runner.multiThreaded(EventSourcedSystem.of(pipe(leader, new Watched(follower))));
        runner.start();
    }

    static FollowedAccounts inOneProcess(DataSource dataSource) {
        Migrations.migrate(dataSource);
        EventSourcing both = EventSourcing.of(JdbcPersistence.of(dataSource));
        return new FollowedAccounts(both, both);
    }

    /** As two processes have it: nothing but the database is common to both. */
    static FollowedAccounts inTwoProcesses(DataSource dataSource, boolean wakeUps) {
        Migrations.migrate(dataSource);
        return new FollowedAccounts(
                EventSourcing.of(
                        JdbcPersistence.builder(dataSource).wakeUps(wakeUps).build()),
                EventSourcing.of(
                        JdbcPersistence.builder(dataSource).wakeUps(wakeUps).build()));
    }

    /** From the return of the save to the commit of the follower, in nanoseconds. */
    long once() throws InterruptedException {
        long[] saved = new long[1];
        Thread saver = Thread.ofPlatform().start(() -> {
            saving.open();
            saved[0] = System.nanoTime();
        });
        Long end = processed.poll(1, TimeUnit.MINUTES);
        saver.join();
        if (end == null) {
            throw new IllegalStateException("Nothing was processed within a minute");
        }
        return end - saved[0];
    }

    private void committed() {
        try {
            processed.put(System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells of the end of the transaction that it projects in. */
    private final class Watched implements Projection {
        private final EventSourcing storage;

        Watched(EventSourcing storage) {
            this.storage = storage;
        }

        @Override
        public void project(DomainEvent<?> event) {
            storage.transactions().enlist(event, AfterCommit::new);
        }
    }

    private final class AfterCommit implements TransactionParticipant {
        @Override
        public boolean beforeCommit() {
            return false;
        }

        @Override
        public void afterCompletion(boolean committed) {
            if (committed) {
                committed();
            }
        }

        @Override
        public Object mark() {
            return this;
        }

        @Override
        public void rollbackTo(Object mark) {}
    }

    @Override
    public void close() {
        runner.stop();
    }
}
