package io.eventsourcing.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.Migrations;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class OtherTransactionManagerTest {
    private static DataSource migrated() {
        DataSource dataSource = new DriverManagerDataSource(TestDatabases.h2());
        Migrations.migrate(dataSource);
        return dataSource;
    }

    private static Shop shop(DataSource dataSource, JdbcTransactionManager manager) {
        return new Shop(EventSourcing.of(JdbcPersistence.builder(dataSource)
                .transactions(new SpringTransactions(manager, dataSource))
                .build()));
    }

    @Test
    void aSaveInATransactionOfAnotherManagerIsRefused() {
        DataSource events = migrated();
        Shop shop = shop(events, new JdbcTransactionManager(events));
        TransactionTemplate elsewhere = new TransactionTemplate(new JdbcTransactionManager(migrated()));
        assertThatThrownBy(() -> elsewhere.executeWithoutResult(status -> shop.place("1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not of the data source");
        assertThat(shop.notificationLog().maxNotificationId()).isEmpty();
    }

    @Test
    void aSaveUnderAManagerOfTheSameDataSourceThatIsNotWatchedIsRefused() {
        DataSource events = migrated();
        Shop shop = shop(events, new JdbcTransactionManager(events));
        TransactionTemplate unwatched = new TransactionTemplate(new JdbcTransactionManager(events));
        assertThatThrownBy(() -> unwatched.executeWithoutResult(status -> shop.place("1")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(shop.notificationLog().maxNotificationId()).isEmpty();
    }

    @Test
    void aManagerThatServesAnotherDataSourceIsRefusedAtTheSave() {
        DataSource events = migrated();
        JdbcTransactionManager wrong = new JdbcTransactionManager(migrated());
        Shop shop = shop(events, wrong);
        assertThatThrownBy(() -> new TransactionTemplate(wrong).executeWithoutResult(status -> shop.place("1")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(shop.notificationLog().maxNotificationId()).isEmpty();
    }
}
