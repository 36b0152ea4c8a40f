package io.eventsourcing.docs;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.docs.PlainJdbcTest.Accounts;
import io.eventsourcing.docs.PlainJdbcTest.Paid;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.Migrations;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Runner;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** The listings of the guide to several databases. */
class SeveralDatabasesTest {
    record Turnover(JdbcPersistence reports) implements Projection {
        @Override
        public void project(DomainEvent<?> event) {
            if (event.body() instanceof Paid paid) {
                reports.execute(connection -> add(connection, paid.amount()));
            }
        }
    }

    private static int add(Connection connection, int amount) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE turnover SET amount = amount + ?")) {
            update.setInt(1, amount);
            return update.executeUpdate();
        }
    }

    private static DataSource database(String name) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setUrl("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(name));
        Migrations.migrate(dataSource);
        return dataSource;
    }

    @Test
    void aProjectionInADatabaseOfItsOwn() throws SQLException {
        DataSource shopDatabase = database("shop");
        DataSource reportDatabase = database("reports");
        try (Connection connection = reportDatabase.getConnection()) {
            connection.createStatement().execute("CREATE TABLE turnover (amount bigint)");
            connection.createStatement().execute("INSERT INTO turnover VALUES (0)");
        }
        JdbcPersistence reports = JdbcPersistence.of(reportDatabase);
        Accounts accounts = new Accounts(EventSourcing.of(JdbcPersistence.of(shopDatabase)));
        EventSourcedSystem system =
                EventSourcedSystem.of(pipe(accounts, new Turnover(reports), EventSourcing.of(reports)));
        try (Runner runner = Runner.multiThreaded(system)) {
            runner.start();
            accounts.open("Ada");
            accounts.pay("Ada", 20);
            accounts.pay("Ada", 22);
            runner.await("Turnover", Duration.ofSeconds(30));
        }
        try (Connection connection = reportDatabase.getConnection();
                ResultSet row = connection.createStatement().executeQuery("SELECT amount FROM turnover")) {
            row.next();
            assertThat(row.getLong(1)).isEqualTo(42);
        }
    }
}
