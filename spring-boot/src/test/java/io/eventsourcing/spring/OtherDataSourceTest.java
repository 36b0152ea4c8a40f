package io.eventsourcing.spring;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.persistence.EventFilter;
import io.eventsourcing.persistence.SearchPage;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.ProcessApplication;
import io.eventsourcing.system.Runner;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A shop in one database, and what follows it in another, because a setting says so. */
class OtherDataSourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String LEDGER_IN_REPORTS = "eventsourcing.applications.Ledger.data-source=reports";

    /** What a ledger has of one order. */
    static class Account extends Aggregate<Account.Event> {
        sealed interface Event permits Opened {}

        record Opened(UUID order) implements Event {}

        private Account() {}

        static Account open(UUID order) {
            return create(Account::new, idOf(order), new Opened(order));
        }

        static UUID idOf(UUID order) {
            return NameBasedUuid.forUrl("/accounts/" + order);
        }

        @Override
        protected void apply(Event event) {}
    }

    static class Ledger extends ProcessApplication {
        private final Repository<Account> accounts = repository(Account.class);
        private volatile boolean refusing;

        Ledger(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        @Override
        protected void policy(DomainEvent<?> event) {
            if (event.body() instanceof Shop.Order.Placed) {
                save(Account.open(event.originatorId()));
            }
            if (refusing) {
                throw new IllegalStateException("out of ink");
            }
        }

        void open(UUID order) {
            save(Account.open(order));
        }

        boolean contains(UUID order) {
            return accounts.contains(Account.idOf(order));
        }
    }

    /** A read model in whichever database its position is in. */
    static class OrderList implements Projection {
        private final JdbcClient reports;

        OrderList(JdbcClient reports) {
            this.reports = reports;
        }

        @Override
        public void project(DomainEvent<?> event) {
            if (event.body() instanceof Shop.Order.Placed placed) {
                reports.sql("INSERT INTO order_list VALUES (?)")
                        .param(placed.number())
                        .update();
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoDatabases {
        @Bean
        @Primary
        DataSource orders() {
            return pool(10);
        }

        @Bean
        DataSource reports(@Value("${reports.pool:10}") int size) {
            return pool(size);
        }

        @Bean
        @Primary
        PlatformTransactionManager orderTransactions(@Qualifier("orders") DataSource orders) {
            return new JdbcTransactionManager(orders);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ReportTransactions {
        @Bean
        PlatformTransactionManager reportTransactions(@Qualifier("reports") DataSource reports) {
            return new JdbcTransactionManager(reports);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class MoreReportTransactions {
        @Bean
        PlatformTransactionManager moreTransactions(@Qualifier("reports") DataSource reports) {
            return new JdbcTransactionManager(reports);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ShopAndLedger {
        @Bean
        Shop shop(EventSourcing eventSourcing) {
            return new Shop(eventSourcing);
        }

        @Bean
        Ledger ledger(EventSourcing eventSourcing) {
            return new Ledger(eventSourcing);
        }

        @Bean
        EventSourcedSystem system(Shop shop, Ledger ledger, @Qualifier("reports") DataSource reports) {
            return EventSourcedSystem.of(pipe(shop, ledger), pipe(shop, new OrderList(JdbcClient.create(reports))));
        }
    }

    private static HikariDataSource pool(int size) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(TestDatabases.h2());
        pool.setMaximumPoolSize(size);
        return pool;
    }

    private final ApplicationContextRunner twoDatabases =
            ShopContext.onH2().withUserConfiguration(TwoDatabases.class, ShopAndLedger.class);

    private final ApplicationContextRunner withReports = twoDatabases
            .withUserConfiguration(ReportTransactions.class)
            .withPropertyValues(LEDGER_IN_REPORTS, "eventsourcing.applications.OrderList.data-source=reports");

    private static List<String> names(ApplicationContext context, String dataSource) {
        return JdbcClient.create(context.getBean(dataSource, DataSource.class))
                .sql("SELECT DISTINCT application_name FROM stored_events WHERE application_name <> ''")
                .query(String.class)
                .list();
    }

    private static List<String> followers(ApplicationContext context, String dataSource) {
        return JdbcClient.create(context.getBean(dataSource, DataSource.class))
                .sql("SELECT application_name FROM followers ORDER BY 1")
                .query(String.class)
                .list();
    }

    private static TransactionTemplate transaction(ApplicationContext context, String manager) {
        return new TransactionTemplate(context.getBean(manager, PlatformTransactionManager.class));
    }

    @Test
    void applicationsAndProjectionsAreStoredWhereTheirSettingsSayWithTheirPositions() {
        withReports.run(context -> {
            assertThat(context).hasNotFailed();
            JdbcClient reports = JdbcClient.create(context.getBean("reports", DataSource.class));
            reports.sql("CREATE TABLE order_list (number varchar(20) PRIMARY KEY)")
                    .update();
            context.getBean(Shop.class).place("1");
            context.getBean(Runner.class).await("Ledger", PATIENCE);
            context.getBean(Runner.class).await("OrderList", PATIENCE);
            assertThat(context.getBean(Ledger.class).contains(Shop.Order.idOf("1")))
                    .isTrue();
            assertThat(names(context, "orders")).containsExactly("Shop");
            assertThat(names(context, "reports")).containsExactly("Ledger");
            assertThat(followers(context, "orders")).isEmpty();
            assertThat(followers(context, "reports")).containsExactly("Ledger", "OrderList");
            assertThat(reports.sql("SELECT number FROM order_list")
                            .query(String.class)
                            .list())
                    .containsExactly("1");
            assertThat(context.getBean(EventSourcingDatabases.class).all()).containsOnlyKeys("orders", "reports");
        });
    }

    @Test
    void whatAPolicyHasSavedThereIsRolledBackWithItsPosition() {
        withReports
                .withPropertyValues("eventsourcing.runner.retries=0", "eventsourcing.runner.followers=Ledger")
                .run(context -> {
                    Ledger ledger = context.getBean(Ledger.class);
                    ledger.refusing = true;
                    context.getBean(Shop.class).place("1");
                    assertThatThrownBy(() -> context.getBean(Runner.class).await("Ledger", PATIENCE))
                            .hasMessageContaining("out of ink");
                    assertThat(ledger.contains(Shop.Order.idOf("1"))).isFalse();
                });
    }

    @Test
    void aSaveJoinsTheTransactionsOfItsOwnDatabaseAndIsRefusedInThoseOfTheOther() {
        withReports.withPropertyValues("eventsourcing.runner.auto-start=false").run(context -> {
            UUID order = Shop.Order.idOf("1");
            Ledger ledger = context.getBean(Ledger.class);
            transaction(context, "reportTransactions").executeWithoutResult(status -> {
                ledger.open(order);
                status.setRollbackOnly();
            });
            assertThat(ledger.contains(order)).isFalse();
            assertThatThrownBy(() -> transaction(context, "orderTransactions")
                            .executeWithoutResult(status -> ledger.open(order)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not of the data source that events are stored in");
            assertThat(ledger.contains(order)).isFalse();
            transaction(context, "reportTransactions").executeWithoutResult(status -> ledger.open(order));
            assertThat(ledger.contains(order)).isTrue();
        });
    }

    @Test
    void metadataAndSearchesReachTheOtherDatabaseThroughTheOneBean() {
        withReports.withPropertyValues("eventsourcing.runner.auto-start=false").run(context -> {
            EventSourcing eventSourcing = context.getBean(EventSourcing.class);
            eventSourcing.withMetadata(
                    Metadata.none().with("user", "ada"),
                    () -> context.getBean(Ledger.class).open(Shop.Order.idOf("1")));
            assertThat(eventSourcing.search(EventFilter.of("Ledger").metadata("user", "ada"), SearchPage.oldest(10)))
                    .hasSize(1);
        });
    }

    @Test
    void aDataSourceThatIsNotThereIsRefusedWithThoseThatAre() {
        FailureAnalysis analysis = StartFailures.analysis(
                twoDatabases.withPropertyValues("eventsourcing.applications.Ledger.data-source=report"));
        assertThat(analysis.getDescription())
                .contains(
                        "eventsourcing.applications.Ledger.data-source is 'report', but no DataSource bean is named so")
                .contains("It comes from");
        assertThat(analysis.getAction()).contains("[orders, reports]");
    }

    @Test
    void aDataSourceWithoutATransactionManagerIsRefusedWithThoseThatAre() {
        FailureAnalysis analysis = StartFailures.analysis(twoDatabases.withPropertyValues(LEDGER_IN_REPORTS));
        assertThat(analysis.getDescription())
                .contains("no transaction manager is of that data source: there are [orderTransactions]");
        assertThat(analysis.getAction()).startsWith("Define a bean of JdbcTransactionManager");
    }

    @Test
    void severalTransactionManagersOfADataSourceAreRefused() {
        FailureAnalysis analysis =
                StartFailures.analysis(withReports.withUserConfiguration(MoreReportTransactions.class));
        assertThat(analysis.getDescription()).contains("[moreTransactions, reportTransactions]");
    }

    @Test
    void anApplicationThatWasMadeWithAnotherEventSourcingIsRefused() {
        FailureAnalysis analysis = StartFailures.analysis(ShopContext.onH2()
                .withUserConfiguration(TwoDatabases.class, ReportTransactions.class)
                .withBean(Ledger.class, () -> new Ledger(EventSourcing.inMemory()))
                .withPropertyValues(LEDGER_IN_REPORTS));
        assertThat(analysis.getDescription()).contains("made with an EventSourcing that does not know of it");
    }

    @Test
    void everyPoolMustHaveConnectionsForItsOwnFollowers() {
        FailureAnalysis analysis = StartFailures.analysis(withReports.withPropertyValues("reports.pool=2"));
        assertThat(analysis.getDescription())
                .contains("The connection pool 'reports' has 2 connections, but the followers need 3");
    }

    @Test
    void allEventsAreStoredInADataSourceThatIsNotThePrimaryOneIfASettingSaysSo() {
        twoDatabases
                .withUserConfiguration(ReportTransactions.class)
                .withPropertyValues("eventsourcing.data-source=reports", "eventsourcing.runner.auto-start=false")
                .run(context -> {
                    context.getBean(Shop.class).place("1");
                    assertThat(names(context, "reports")).containsExactly("Shop");
                });
    }
}
