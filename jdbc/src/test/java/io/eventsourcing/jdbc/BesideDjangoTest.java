package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.jdbc.DjangoDatabase.Kind;
import io.eventsourcing.jdbc.adoption.Adoption;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** Django and Java write the same table at the same time, and both read it. */
class BesideDjangoTest {
    private static final int TRANSACTIONS = 60;

    /** What each kind of reader has seen, and what is there in the end. */
    private record Seen(long seed, List<Long> stored, List<Long> settled, List<Long> byIdAlone) {}

    /** Writers that note the events which they have committed. */
    private static final class Writers {
        private final HikariDataSource dataSource;
        private final JdbcPersistence persistence;
        private final Set<UUID> committed = new ConcurrentSkipListSet<>();

        Writers(HikariDataSource dataSource, JdbcPersistence persistence) {
            this.dataSource = dataSource;
            this.persistence = persistence;
        }

        /** As the recorder of eventsourcing-django: the lock first, then row by row, held by the user's transaction. */
        void django(long seed) throws SQLException {
            Random random = new Random(seed);
            for (int i = 0; i < TRANSACTIONS; i++) {
                List<UUID> written = new ArrayList<>();
                try (Connection connection = dataSource.getConnection();
                        Statement statement = connection.createStatement()) {
                    connection.setAutoCommit(false);
                    statement.execute("LOCK TABLE \"stored_events\" IN EXCLUSIVE MODE");
                    for (int n = 1 + random.nextInt(3); n > 0; n--) {
                        written.add(UUID.randomUUID());
                        DjangoDatabase.row(connection, "stored_events", written.getLast(), 1, "topic", "{}");
                    }
                    pause(random);
                    if (random.nextInt(4) == 0) {
                        connection.rollback();
                    } else {
                        connection.commit();
                        committed.addAll(written);
                    }
                    connection.setAutoCommit(true);
                }
            }
        }

        void java(long seed) {
            Random random = new Random(seed);
            for (int i = 0; i < TRANSACTIONS; i++) {
                UUID id = UUID.randomUUID();
                persistence.transactions().separate(() -> {
                    persistence.eventRecorder().insertEvents(List.of(event(id)));
                    pause(random);
                    return id;
                });
                committed.add(id);
            }
        }

        private static StoredEvent event(UUID id) {
            byte[] state = "{}".getBytes(StandardCharsets.UTF_8);
            return new StoredEvent(DjangoDatabase.APPLICATION, id, 1, "topic", state, null, null, Instant.EPOCH);
        }

        private static void pause(Random random) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(3_000)));
        }
    }

    private static List<Notification> page(JdbcPersistence persistence, long after, long upTo) {
        return persistence
                .eventRecorder()
                .selectNotifications(
                        DjangoDatabase.APPLICATION,
                        NotificationQuery.after(after, 20).upTo(upTo));
    }

    private static List<Long> read(JdbcPersistence persistence, LongSupplier bound, AtomicBoolean ended) {
        List<Long> seen = new ArrayList<>();
        while (true) {
            boolean last = ended.get();
            long after = seen.isEmpty() ? 0 : seen.getLast();
            List<Long> ids = page(persistence, after, bound.getAsLong()).stream()
                    .map(Notification::id)
                    .toList();
            seen.addAll(ids);
            if (ids.isEmpty() && last) {
                return seen;
            }
        }
    }

    private static Seen run(boolean tableLock) throws Exception {
        try (HikariDataSource dataSource = TestDatabase.POSTGRESQL.open();
                ExecutorService threads = Executors.newCachedThreadPool()) {
            Kind.POSTGRESQL.make(dataSource);
            Adoption.inPlace(dataSource).run();
            JdbcPersistence persistence =
                    JdbcPersistence.builder(dataSource).tableLock(tableLock).build();
            Writers writers = new Writers(dataSource, persistence);
            AtomicBoolean ended = new AtomicBoolean();
            Future<List<Long>> settled =
                    threads.submit(() -> read(persistence, persistence.settledHead()::read, ended));
            Future<List<Long>> byIdAlone = threads.submit(() -> read(persistence, () -> Long.MAX_VALUE, ended));
            long seed = ThreadLocalRandom.current().nextLong();
            List<Future<?>> writing = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                long own = seed + i;
                writing.add(threads.submit(() -> {
                    writers.django(own);
                    return own;
                }));
                writing.add(threads.submit(() -> writers.java(own)));
            }
            for (Future<?> writer : writing) {
                writer.get();
            }
            ended.set(true);
            List<Long> stored = read(persistence, () -> Long.MAX_VALUE, new AtomicBoolean(true));
            assertThat(stored).as("seed %d", seed).hasSize(writers.committed.size());
            return new Seen(seed, stored, settled.get(), byIdAlone.get());
        }
    }

    @Test
    void followersInJavaMissNothingWhateverDjangoWrites() throws Exception {
        Seen seen = run(false);
        assertThat(seen.settled()).as("seed %d", seen.seed()).isEqualTo(seen.stored());
        assertThat(seen.byIdAlone())
                .as("what Python's followers would see")
                .hasSizeLessThan(seen.stored().size());
    }

    @Test
    void withTheTableLockFollowersInPythonMissNothingEither() throws Exception {
        Seen seen = run(true);
        assertThat(seen.settled()).as("seed %d", seen.seed()).isEqualTo(seen.stored());
        assertThat(seen.byIdAlone()).as("seed %d", seen.seed()).isEqualTo(seen.stored());
    }
}
