package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.persistence.NotificationQuery;
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
import org.junit.jupiter.api.Test;

/** The notification order under writers that really run at the same time. */
class NotificationOrderConcurrencyTest {
    private static final int WRITERS = 12;
    private static final int TRANSACTIONS = 250;

    /** Reads to the bound it is given, with small pages, until it is told that writing has ended and it has caught up. */
    private record Reader(JdbcPersistence persistence, LongUnaryOperator bound, AtomicBoolean ended) {
        List<Long> readAll() {
            List<Long> seen = new ArrayList<>();
            long position = 0;
            boolean last = false;
            while (true) {
                boolean finishing = ended.get();
                long upTo = bound.applyAsLong(position);
                var page = persistence
                        .eventRecorder()
                        .selectNotifications(
                                RandomWriters.APPLICATION,
                                NotificationQuery.after(position, 50).upTo(upTo));
                page.forEach(notification -> seen.add(notification.id()));
                if (page.isEmpty()) {
                    if (finishing && last) {
                        return seen;
                    }
                    last = finishing && upTo >= persistence.settledHead().read();
                } else {
                    position = page.getLast().id();
                }
            }
        }
    }

    private record Result(long seed, Set<Long> committed, List<List<Long>> settledReaders, List<Long> naiveReader) {}

    private static Result run(HikariDataSource dataSource, boolean prepares) throws Exception {
        Migrations.migrate(dataSource);
        JdbcPersistence persistence = JdbcPersistence.of(dataSource);
        JdbcPersistence otherProcess = JdbcPersistence.of(dataSource);
        RandomWriters writers = new RandomWriters(dataSource, persistence, prepares);
        AtomicBoolean ended = new AtomicBoolean();
        long seed = ThreadLocalRandom.current().nextLong();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<List<Long>>> settled = new ArrayList<>();
            for (JdbcPersistence reading : List.of(persistence, persistence, otherProcess)) {
                settled.add(threads.submit(
                        new Reader(reading, after -> reading.settledHead().read(), ended)::readAll));
            }
            Future<List<Long>> naive = threads.submit(new Reader(persistence, after -> Long.MAX_VALUE, ended)::readAll);
            List<Future<?>> writing = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                long own = seed + i;
                writing.add(threads.submit(() -> writers.run(own, TRANSACTIONS)));
            }
            for (Future<?> writer : writing) {
                writer.get();
            }
            ended.set(true);
            List<List<Long>> seen = new ArrayList<>();
            for (Future<List<Long>> reader : settled) {
                seen.add(reader.get());
            }
            return new Result(seed, writers.committed, seen, naive.get());
        }
    }

    private static void assertNothingMissed(Result result) {
        for (List<Long> seen : result.settledReaders()) {
            assertThat(seen).as("seed %d", result.seed()).isSorted().doesNotHaveDuplicates();
            assertThat(seen).as("seed %d", result.seed()).containsExactlyElementsOf(result.committed());
        }
    }

    @Test
    void onPostgreSqlReadersMissNothingThatANaiveReaderMisses() throws Exception {
        try (HikariDataSource dataSource = TestDatabases.postgres()) {
            Result result = run(dataSource, true);
            assertNothingMissed(result);
            Set<Long> missed = new HashSet<>(result.committed());
            result.naiveReader().forEach(missed::remove);
            assertThat(missed).as("what a reader by id alone never sees").isNotEmpty();
        }
    }

    @Test
    void onH2ReadersMissNothingThatANaiveReaderMisses() throws Exception {
        try (HikariDataSource dataSource = TestDatabases.h2()) {
            Result result = run(dataSource, false);
            assertNothingMissed(result);
            Set<Long> missed = new HashSet<>(result.committed());
            result.naiveReader().forEach(missed::remove);
            assertThat(missed).as("what a reader by id alone never sees").isNotEmpty();
        }
    }
}
