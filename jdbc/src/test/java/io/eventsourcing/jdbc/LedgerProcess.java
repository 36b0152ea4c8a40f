package io.eventsourcing.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.persistence.PersistenceException;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Runner;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * One of several processes that write to the same accounts and run the same projection of them. It prints a line when it
 * has written, and goes on following until its input ends.
 */
final class LedgerProcess {
    static final String APPLIED = "CREATE TABLE applied (n bigserial, originator_id uuid, originator_version bigint)";
    private static final int ACCOUNTS = 5;
    private static final int WRITERS = 3;

    private LedgerProcess() {}

    public static void main(String[] arguments) throws IOException {
        try (HikariDataSource dataSource = TestDatabases.pool(arguments[0])) {
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            Ledger ledger = new Ledger(EventSourcing.of(persistence));
            EventSourcedSystem system =
                    EventSourcedSystem.of(EventSourcedSystem.pipe(ledger, new Applied(persistence)));
            try (Runner runner = Runner.multiThreaded(system)) {
                runner.start();
                long seed = Long.parseLong(arguments[1]);
                IntStream.range(0, WRITERS).parallel().forEach(i -> ledger.write(persistence, new Random(seed + i)));
                System.out.println("written");
                while (System.in.read() >= 0) {
                    LockSupport.parkNanos(1);
                }
            }
        }
    }

    static final class Account extends Aggregate<Account.Event> {
        sealed interface Event permits Opened, Paid {}

        record Opened() implements Event {}

        record Paid(int amount) implements Event {}

        private Account() {}

        static Account open(UUID id) {
            return create(Account::new, id, new Opened());
        }

        void pay(int amount) {
            trigger(new Paid(amount));
        }

        @Override
        protected void apply(Event event) {}
    }

    static final class Ledger extends Application {
        private final Repository<Account> accounts = repository(Account.class);

        Ledger(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        private void write(JdbcPersistence persistence, Random random) {
            for (int i = 0; i < 60; i++) {
                try {
                    if (random.nextBoolean()) {
                        pay(random);
                    } else {
                        persistence.transactions().separate(() -> {
                            pay(random);
                            pay(random);
                            flush();
                            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(5_000)));
                            if (random.nextInt(4) == 0) {
                                throw new IllegalStateException("undone");
                            }
                            return true;
                        });
                    }
                } catch (PersistenceException | IllegalStateException e) {
                    LockSupport.parkNanos(1);
                }
            }
        }

        private void pay(Random random) {
            UUID id = NameBasedUuid.forUrl("/accounts/" + random.nextInt(ACCOUNTS));
            accounts.createOrUpdate(id, () -> Account.open(id), account -> account.pay(1));
        }
    }

    /** Writes down what it is given, in the order in which it is given it. */
    record Applied(JdbcPersistence persistence) implements Projection {
        private static final String INSERT = "INSERT INTO applied (originator_id, originator_version) VALUES (?, ?)";

        @Override
        public void project(DomainEvent<?> event) {
            persistence.execute(connection -> insert(connection, event));
        }

        private static int insert(Connection connection, DomainEvent<?> event) throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                insert.setObject(1, event.originatorId());
                insert.setLong(2, event.originatorVersion());
                return insert.executeUpdate();
            }
        }
    }
}
