package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.PersistenceException;
import io.eventsourcing.persistence.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Writers that commit, hold, roll back, roll back to savepoints and prepare their transactions at random, by a clock that
 * jumps at random.
 */
final class RandomWriters {
    static final String APPLICATION = "Writers";

    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What writers know to be committed; more may be, if a connection was lost during a commit. */
    final Set<Long> committed = new ConcurrentSkipListSet<>();

    private final DataSource dataSource;
    private final JdbcPersistence persistence;
    private final boolean prepares;

    RandomWriters(DataSource dataSource, JdbcPersistence persistence, boolean prepares) {
        this.dataSource = dataSource;
        this.persistence = persistence;
        this.prepares = prepares;
    }

    void run(long seed, int transactions) {
        Random random = new Random(seed);
        for (int i = 0; i < transactions; i++) {
            try {
                one(random);
            } catch (Undone | PersistenceException e) {
                LockSupport.parkNanos(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void one(Random random) throws SQLException {
        switch (random.nextInt(prepares ? 6 : 5)) {
            case 0 -> committed.addAll(insert(random));
            case 1 -> committed.addAll(persistence.transactions().separate(() -> held(random, insert(random))));
            case 2 ->
                persistence.transactions().separate(() -> {
                    held(random, insert(random));
                    throw new Undone();
                });
            case 3, 4 -> committed.addAll(persistence.transactions().separate(() -> partlyUndone(random)));
            default -> prepared(random);
        }
    }

    private List<Long> partlyUndone(Random random) {
        List<Long> ids = new ArrayList<>(random.nextBoolean() ? insert(random) : List.of());
        sql(connection -> {
            Savepoint savepoint = connection.setSavepoint();
            insert(random);
            connection.rollback(savepoint);
            return savepoint;
        });
        held(random, ids);
        ids.addAll(random.nextBoolean() ? insert(random) : List.of());
        return ids;
    }

    private void prepared(Random random) throws SQLException {
        String name = "'" + UUID.randomUUID() + "'";
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            List<Long> ids = Dialects.postgresql().insert(connection, "stored_events", events(random));
            statement.execute("PREPARE TRANSACTION " + name);
            connection.setAutoCommit(true);
            held(random, ids);
            if (random.nextInt(3) == 0) {
                statement.execute("ROLLBACK PREPARED " + name);
            } else {
                statement.execute("COMMIT PREPARED " + name);
                committed.addAll(ids);
            }
        }
    }

    private List<Long> insert(Random random) {
        return persistence.eventRecorder().insertEvents(events(random));
    }

    static List<StoredEvent> events(Random random) {
        List<StoredEvent> events = new ArrayList<>();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            events.add(new StoredEvent(
                    APPLICATION,
                    UUID.randomUUID(),
                    1,
                    "topic",
                    "{}".getBytes(StandardCharsets.UTF_8),
                    null,
                    null,
                    Instant.EPOCH.plusSeconds(random.nextInt())));
        }
        return events;
    }

    private static List<Long> held(Random random, List<Long> ids) {
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(8_000)));
        return ids;
    }

    private <T> void sql(ConnectionWork<T> work) {
        persistence.execute(work);
    }
}
