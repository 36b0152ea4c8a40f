package io.eventsourcing.benchmarks;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.jdbc.Dialect;
import io.eventsourcing.jdbc.Dialects;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.persistence.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Ways of appending one event, without a transaction around it or in one that goes on for a while after the save. */
final class AppendArms {
    private final DataSource dataSource;
    private final Dialect dialect;
    private final EventSourcing eventSourcing;
    private final Accounts accounts;
    private final Duration work;

    /** @param work what the user's transaction does after the save; zero means that there is no such transaction */
    AppendArms(DataSource dataSource, Duration work) {
        this.dataSource = dataSource;
        this.dialect = Dialects.of(dataSource);
        this.eventSourcing = EventSourcing.of(JdbcPersistence.of(dataSource));
        this.accounts = new Accounts(eventSourcing);
        this.work = work;
    }

    /** Through the library: an aggregate is made, its event encoded and saved. */
    Arm library() {
        return thread -> {
            if (work.isZero()) {
                accounts.open();
            } else {
                eventSourcing.transactions().required(() -> {
                    accounts.open();
                    return work();
                });
            }
        };
    }

    /** The same insert by bare JDBC, its bytes given. */
    Arm raw() {
        return thread -> insert(false);
    }

    /** The same insert by bare JDBC under a lock on the table, as eventsourcing-django orders its events. */
    Arm locked() {
        return thread -> insert(true);
    }

    private void insert(boolean locked) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean transaction = locked || !work.isZero();
            if (transaction) {
                connection.setAutoCommit(false);
            }
            if (locked) {
                try (Statement lock = connection.createStatement()) {
                    lock.execute("LOCK TABLE stored_events IN EXCLUSIVE MODE");
                }
            }
            dialect.insert(connection, "stored_events", List.of(event()));
            if (transaction) {
                work();
                connection.commit();
                connection.setAutoCommit(true);
            }
        }
    }

    private boolean work() {
        try {
            Thread.sleep(work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    static StoredEvent event() {
        return new StoredEvent(
                "Accounts",
                UUID.randomUUID(),
                1,
                Account.Opened.class.getName(),
                "{\"owner\":\"Ada Lovelace\",\"limit\":500}".getBytes(StandardCharsets.UTF_8),
                Account.class.getName(),
                null,
                Instant.now());
    }

    static final class Account extends Aggregate<Account.Event> {
        sealed interface Event permits Opened {}

        record Opened(String owner, int limit) implements Event {}

        private Account() {}

        static Account open() {
            return create(Account::new, UUID.randomUUID(), new Opened("Ada Lovelace", 500));
        }

        @Override
        protected void apply(Event event) {}
    }

    static final class Accounts extends Application {
        @SuppressWarnings("UnusedVariable")
        private final Repository<Account> repository = repository(Account.class);

        Accounts(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        void open() {
            save(Account.open());
        }
    }
}
