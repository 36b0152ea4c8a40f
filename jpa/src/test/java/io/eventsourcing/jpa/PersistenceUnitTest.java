package io.eventsourcing.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.Migrations;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Runner;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.PersistenceUnitTransactionType;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Units of other kinds than the one with a data source and the tables in the default schema. */
class PersistenceUnitTest {
    @Test
    void aUnitThatTakesConnectionsFromHibernatesOwnPoolHasFollowersToo() {
        String url = TestDatabases.h2Url();
        AtomicInteger projected = new AtomicInteger();
        try (HikariDataSource migrated = TestDatabases.migrated(url);
                EntityManagerFactory factory = new PersistenceConfiguration("school")
                        .property(PersistenceConfiguration.JDBC_URL, url)
                        .createEntityManagerFactory()) {
            Accounts accounts = new Accounts(EventSourcing.of(JpaPersistence.of(factory)));
            Projection counting = new Projection() {
                @Override
                public void project(DomainEvent<?> event) {
                    projected.incrementAndGet();
                }

                @Override
                public String name() {
                    return "Counting";
                }
            };
            try (Runner runner =
                    Runner.multiThreaded(EventSourcedSystem.of(EventSourcedSystem.pipe(accounts, counting)))) {
                runner.start();
                accounts.open("Ada");
                accounts.pay("Ada", 3);
                runner.await("Counting", Duration.ofSeconds(30));
            }
            assertThat(migrated.isClosed()).isFalse();
        }
        assertThat(projected).hasValue(2);
    }

    @Test
    void aUnitWhoseConnectionsDoNotCommitByThemselvesStoresWhatIsSavedWithoutATransaction() {
        try (HikariDataSource dataSource = TestDatabases.h2()) {
            HikariDataSource manual = new HikariDataSource();
            manual.setJdbcUrl(dataSource.getJdbcUrl());
            manual.setAutoCommit(false);
            try (manual;
                    EntityManagerFactory factory = Units.on(manual).createEntityManagerFactory()) {
                Accounts accounts = new Accounts(EventSourcing.of(JpaPersistence.of(factory)));
                accounts.open("Ada");
                assertThat(Sql.number(dataSource, "SELECT count(*) FROM stored_events"))
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void aUnitWithTransactionsOfJtaIsRefused() {
        EntityManagerFactory jta = factory(Map.of("getTransactionType", PersistenceUnitTransactionType.JTA));
        assertThatThrownBy(() -> JpaPersistence.of(jta, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'school'")
                .hasMessageContaining("RESOURCE_LOCAL");
    }

    @Test
    void aUnitThatDoesNotTellItsDataSourceIsRefusedUnlessItIsGiven() {
        EntityManagerFactory other = factory(
                Map.of("getTransactionType", PersistenceUnitTransactionType.RESOURCE_LOCAL, "getProperties", Map.of()));
        assertThatThrownBy(() -> JpaPersistence.of(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("JdbcPersistence.builder(dataSource)");
        try (HikariDataSource dataSource = TestDatabases.h2()) {
            assertThat(JpaPersistence.of(other, JdbcPersistence.builder(dataSource)))
                    .isNotNull();
        }
    }

    /** A factory of another provider, as far as it is asked. */
    private static EntityManagerFactory factory(Map<String, Object> answers) {
        return (EntityManagerFactory) Proxy.newProxyInstance(
                PersistenceUnitTest.class.getClassLoader(),
                new Class<?>[] {EntityManagerFactory.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("unwrap")) {
                        throw new PersistenceException("not Hibernate");
                    }
                    return method.getName().equals("getName") ? "school" : answers.get(method.getName());
                });
    }

    @Test
    void theEntitiesAreInNoUnitThatDoesNotListThem() throws Exception {
        try (HikariDataSource dataSource = TestDatabases.pool(TestDatabases.h2Url());
                EntityManagerFactory factory = Units.ofTheApplication(dataSource)) {
            assertThat(factory.getMetamodel().getEntities())
                    .extracting(entity -> entity.getJavaType().getName())
                    .containsExactly(Invoice.class.getName());
        }
        URL classes =
                StoredEventRecord.class.getProtectionDomain().getCodeSource().getLocation();
        for (String found : new String[] {"META-INF/orm.xml", "META-INF/persistence.xml"}) {
            assertThat(Path.of(classes.toURI()).resolve(found)).doesNotExist();
        }
    }

    @Test
    void tablesInAnotherSchemaAreMappedByAFileOfTheApplications() {
        String url = TestDatabases.postgresUrl();
        try (HikariDataSource dataSource = TestDatabases.pool(url);
                HikariDataSource history = TestDatabases.pool(url + "&currentSchema=history")) {
            Sql.execute(dataSource, "CREATE SCHEMA history");
            Migrations.migrate(history);
            new Accounts(EventSourcing.of(JdbcPersistence.of(history))).open("Ada");
            try (EntityManagerFactory factory = Units.on(dataSource)
                    .managedClass(StoredEventRecord.class)
                    .managedClass(SnapshotRecord.class)
                    .managedClass(NotificationTrackingRecord.class)
                    .mappingFile("io/eventsourcing/jpa/other-tables.xml")
                    .property("hibernate.hbm2ddl.auto", "validate")
                    .createEntityManagerFactory()) {
                assertThat(factory.<Long>callInTransaction(entityManager -> entityManager
                                .createQuery("select count(e) from StoredEventRecord e", Long.class)
                                .getSingleResult()))
                        .isEqualTo(1);
            }
        }
    }
}
