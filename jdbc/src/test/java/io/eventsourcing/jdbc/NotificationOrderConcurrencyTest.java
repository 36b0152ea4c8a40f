package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.OperationalException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The notification order under writers that really run at the same time. */
class NotificationOrderConcurrencyTest {
    private static final int WRITERS = 12;

    /**
     * Reads to the bound it is given, with small pages, until it is told that writing has ended and it has caught up. It
     * survives the loss of its connection.
     */
    private record Reader(JdbcPersistence persistence, LongUnaryOperator bound, AtomicBoolean ended) {
        List<Long> readAll() {
            List<Long> seen = new ArrayList<>();
            boolean last = false;
            while (true) {
                boolean finishing = ended.get();
                long position = seen.isEmpty() ? 0 : seen.getLast();
                try {
                    long upTo = bound.applyAsLong(position);
                    List<Long> page = page(position, upTo);
                    seen.addAll(page);
                    if (page.isEmpty()) {
                        if (finishing && last) {
                            return seen;
                        }
                        last = finishing && upTo >= persistence.settledHead().read();
                    }
                } catch (OperationalException e) {
                    last = false;
                }
            }
        }

        private List<Long> page(long position, long upTo) {
            return persistence
                    .eventRecorder()
                    .selectNotifications(
                            RandomWriters.APPLICATION,
                            NotificationQuery.after(position, 50).upTo(upTo))
                    .stream()
                    .map(notification -> notification.id())
                    .toList();
        }
    }

    /** What was stored in the end, what the writers knew of it, and what readers have seen. */
    private record Result(
            long seed, List<Long> stored, Set<Long> known, List<List<Long>> settledReaders, List<Long> naiveReader) {
        void assertNothingMissed() {
            assertThat(new HashSet<>(stored)).as("seed %d", seed).containsAll(known);
            for (List<Long> seen : settledReaders) {
                assertThat(seen).as("seed %d", seed).isEqualTo(stored);
            }
        }

        Set<Long> missedByTheNaiveReader() {
            Set<Long> missed = new HashSet<>(stored);
            naiveReader.forEach(missed::remove);
            return missed;
        }
    }

    private static Result run(TestDatabase database, int transactions, boolean kills) throws Exception {
        try (HikariDataSource dataSource = database.migrated();
                ExecutorService threads = Executors.newCachedThreadPool()) {
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            JdbcPersistence otherProcess = JdbcPersistence.of(dataSource);
            RandomWriters writers =
                    new RandomWriters(dataSource, persistence, database == TestDatabase.POSTGRESQL && !kills);
            AtomicBoolean ended = new AtomicBoolean();
            long seed = ThreadLocalRandom.current().nextLong();
            List<Future<List<Long>>> settled = new ArrayList<>();
            for (JdbcPersistence reading : List.of(persistence, persistence, otherProcess)) {
                settled.add(threads.submit(
                        new Reader(reading, after -> reading.settledHead().read(), ended)::readAll));
            }
            Future<List<Long>> naive = threads.submit(new Reader(persistence, after -> Long.MAX_VALUE, ended)::readAll);
            Future<Integer> killer =
                    threads.submit(() -> kills ? new ConnectionKiller(dataSource.getJdbcUrl(), ended).run() : 1);
            List<Future<?>> writing = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                long own = seed + i;
                writing.add(threads.submit(() -> writers.run(own, transactions)));
            }
            for (Future<?> writer : writing) {
                writer.get();
            }
            ended.set(true);
            assertThat(killer.get()).as("sessions ended").isPositive();
            List<List<Long>> seen = new ArrayList<>();
            for (Future<List<Long>> reader : settled) {
                seen.add(reader.get());
            }
            return new Result(seed, stored(persistence), writers.committed, seen, naive.get());
        }
    }

    private static List<Long> stored(JdbcPersistence persistence) {
        return new Reader(persistence, after -> Long.MAX_VALUE, new AtomicBoolean(true)).readAll();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "H2"})
    void readersMissNothingThatANaiveReaderMisses(TestDatabase database) throws Exception {
        Result result = run(database, 250, false);
        result.assertNothingMissed();
        assertThat(result.stored()).hasSize(result.known().size());
        assertThat(result.missedByTheNaiveReader())
                .as("what a reader by id alone never sees")
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE_FILE", "SQLITE_IN_MEMORY"})
    void besideASingleWriterNobodyMissesAnything(TestDatabase database) throws Exception {
        Result result = run(database, 40, false);
        result.assertNothingMissed();
        assertThat(result.stored()).hasSize(result.known().size());
        assertThat(result.missedByTheNaiveReader()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void readersMissNothingWhileConnectionsAreCut(TestDatabase database) throws Exception {
        run(database, 40, true).assertNothingMissed();
    }
}
