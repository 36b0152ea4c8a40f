package io.eventsourcing.jdbc;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.jdbc.TrainingSchoolTest.TrainingSchool;
import io.eventsourcing.jdbc.TrainingSchoolTest.TrickCounters;
import io.eventsourcing.persistence.PersistenceException;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Runner;
import io.eventsourcing.testkit.contract.Concurrency;
import io.eventsourcing.testkit.contract.JoiningContract;
import io.eventsourcing.testkit.contract.PersistenceFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Followers that process in the transaction that saves, where the database can keep other writers out of it. */
class JoiningTest {
    @Nested
    class OnPostgreSql extends JoiningContract {
        @Override
        protected PersistenceFixture fixture() {
            return TableLockTest.locking("30s");
        }
    }

    @Nested
    class OnSqlite extends JoiningContract {
        @Override
        protected PersistenceFixture fixture() {
            return DatabaseFixture.of(TestDatabases.sqliteFile()).with(Concurrency.ONE_WRITER);
        }
    }

    /** Nobody ever needs a second connection. */
    @Nested
    class OnSqliteWithOneConnection extends JoiningContract {
        @Override
        protected PersistenceFixture fixture() {
            String url;
            try (HikariDataSource file = TestDatabases.sqliteFile()) {
                url = file.getJdbcUrl();
            }
            HikariDataSource single = TestDatabases.singleConnection(url);
            single.setConnectionTimeout(10_000);
            return DatabaseFixture.of(single).with(Concurrency.ONE_WRITER);
        }
    }

    @ParameterizedTest
    @CsvSource({"H2, on H2", "MARIADB, on MariaDB", "POSTGRESQL, tableLock(true)"})
    void whereNobodyIsKeptOutJoiningIsRefusedWithWhatToDo(TestDatabase database, String why) {
        try (HikariDataSource dataSource = database.migrated()) {
            EventSourcing eventSourcing = EventSourcing.of(JdbcPersistence.of(dataSource));
            EventSourcedSystem system =
                    EventSourcedSystem.of(pipe(new TrainingSchool(eventSourcing), new TrickCounters(eventSourcing)));
            assertThatThrownBy(() -> Runner.joining(system))
                    .isInstanceOf(PersistenceException.class)
                    .hasMessageContaining(why)
                    .hasMessageContaining("use another runner");
        }
    }
}
