package io.eventsourcing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.DeciderRepository;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.Decider;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.Migrations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** The listings of the guide to plain JDBC. */
class PlainJdbcTest {
    sealed interface Command permits Open, Pay {}

    record Open(String owner) implements Command {}

    record Pay(int amount) implements Command {}

    sealed interface Event permits Opened, Paid {}

    record Opened(String owner) implements Event {}

    record Paid(int amount) implements Event {}

    record State(boolean open, int balance) {}

    static final class AccountRules implements Decider<Command, Event, State> {
        @Override
        public Class<Event> eventType() {
            return Event.class;
        }

        @Override
        public State initialState() {
            return new State(false, 0);
        }

        @Override
        public List<? extends Event> decide(Command command, State state) {
            return switch (command) {
                case Open open -> state.open() ? List.of() : List.of(new Opened(open.owner()));
                case Pay pay -> List.of(new Paid(pay.amount()));
            };
        }

        @Override
        public State evolve(State state, Event event) {
            return switch (event) {
                case Opened opened -> new State(true, state.balance());
                case Paid paid -> new State(state.open(), state.balance() + paid.amount());
            };
        }
    }

    static final class Accounts extends Application {
        private final DeciderRepository<Command, State> accounts = repository(new AccountRules());

        Accounts(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        void open(String owner) {
            accounts.decide(idOf(owner), new Open(owner));
        }

        void pay(String owner, int amount) {
            accounts.decide(idOf(owner), new Pay(amount));
        }

        int balance(String owner) {
            return accounts.get(idOf(owner)).balance();
        }

        private static UUID idOf(String owner) {
            return NameBasedUuid.forUrl("/accounts/" + owner);
        }
    }

    private static int invoice(Connection connection, String owner) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO invoices VALUES (?)")) {
            insert.setString(1, owner);
            return insert.executeUpdate();
        }
    }

    @Test
    void anApplicationOnPlainJdbcWritesItsEventsAndItsRowsTogether() throws SQLException {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setUrl("jdbc:h2:mem:guide;DB_CLOSE_DELAY=-1");
        try (Connection connection = dataSource.getConnection()) {
            connection.createStatement().execute("CREATE TABLE invoices (owner varchar)");
        }

        Migrations.migrate(dataSource);
        JdbcPersistence persistence = JdbcPersistence.of(dataSource);
        EventSourcing eventSourcing = EventSourcing.of(persistence);
        Accounts accounts = new Accounts(eventSourcing);

        accounts.open("Ada");
        persistence.transactions().required(() -> {
            accounts.pay("Ada", 20);
            accounts.pay("Ada", 22);
            return persistence.execute(connection -> invoice(connection, "Ada"));
        });

        assertThat(accounts.balance("Ada")).isEqualTo(42);
    }
}
