package io.eventsourcing.docs;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventLog;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Subscription;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.Migrations;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.Replay;
import io.eventsourcing.projection.Shadow;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FollowerControl;
import io.eventsourcing.system.Rebuild;
import io.eventsourcing.system.Runner;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The listings of the guide to projections. */
class ProjectionsGuideTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    record Weighed(String parcel, int grams) {}

    static final class Scales extends Application {
        final EventLog<Weighed> weighed = log(new UUID(0, 1), Weighed.class);

        Scales(EventSourcing eventSourcing) {
            super(eventSourcing);
        }
    }

    static final class ParcelTable implements Projection {
        private final JdbcPersistence persistence;
        private final String version;
        private final List<String> mail;

        ParcelTable(JdbcPersistence persistence, String version, List<String> mail) {
            this.persistence = persistence;
            this.version = version;
            this.mail = mail;
        }

        @Override
        public void project(DomainEvent<?> event) {
            if (event.body() instanceof Weighed weighed) {
                persistence.execute(connection -> insert(connection, weighed));
                Replay.unlessReplaying(() -> mail.add("Weighed: " + weighed.parcel()));
            }
        }

        private int insert(Connection connection, Weighed weighed) throws SQLException {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO parcels (version, name, grams) VALUES (?, ?, ?)")) {
                insert.setString(1, version);
                insert.setString(2, weighed.parcel());
                insert.setInt(3, weighed.grams());
                return insert.executeUpdate();
            }
        }
    }

    /** Rows of the next version beside those that are read. */
    record NextParcels(JdbcPersistence persistence, Projection projection) implements Shadow {
        @Override
        public String version() {
            return "2";
        }

        @Override
        public void clear() {
            run("DELETE FROM parcels WHERE version = 'next'");
        }

        @Override
        public void swap() {
            run("DELETE FROM parcels WHERE version = 'live'");
            run("UPDATE parcels SET version = 'live' WHERE version = 'next'");
        }

        private void run(String sql) {
            persistence.execute(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.executeUpdate(sql);
                }
            });
        }
    }

    static final class HeaviestParcel implements Projection {
        private final Map<String, Integer> heaviest = new ConcurrentHashMap<>();

        @Override
        public boolean tracked() {
            return false;
        }

        @Override
        public void project(DomainEvent<?> event) {
            if (event.body() instanceof Weighed weighed) {
                heaviest.merge(weighed.parcel(), weighed.grams(), Math::max);
            }
        }
    }

    private final JdbcConnectionPool dataSource =
            JdbcConnectionPool.create("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()), "", "");
    private final List<String> mail = new ArrayList<>();
    private JdbcPersistence persistence;
    private Scales scales;

    @BeforeEach
    void makeTables() throws SQLException {
        Migrations.migrate(dataSource);
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE parcels (version varchar(9), name varchar(99), grams integer)");
        }
        persistence = JdbcPersistence.of(dataSource);
        scales = new Scales(EventSourcing.of(persistence));
    }

    @AfterEach
    void close() {
        dataSource.dispose();
    }

    private List<Integer> live() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT grams FROM parcels WHERE version = 'live' ORDER BY grams")) {
            List<Integer> grams = new ArrayList<>();
            while (rows.next()) {
                grams.add(rows.getInt(1));
            }
            return grams;
        }
    }

    @Test
    void aReadModelIsRebuiltAndItsFollowerMoved() throws SQLException {
        scales.weighed.append(new Weighed("A", 1));
        scales.weighed.append(new Weighed("B", 2));
        Projection live = new ParcelTable(persistence, "live", mail);
        EventSourcedSystem system = EventSourcedSystem.of(pipe(scales, live));
        try (Runner runner = Runner.multiThreaded(system)) {
            runner.start();
            runner.await("ParcelTable", PATIENCE);
            Shadow shadow = new NextParcels(persistence, new ParcelTable(persistence, "next", mail));
            Rebuild rebuild = Rebuild.of(system, "ParcelTable", shadow);
            assertThat(rebuild.run()).isTrue();
            scales.weighed.append(new Weighed("C", 3));
            runner.await("ParcelTable", PATIENCE);
            assertThat(live()).containsExactly(1, 2, 3);
            assertThat(mail).containsExactly("Weighed: A", "Weighed: B", "Weighed: C");

            FollowerControl control = FollowerControl.of(system);
            control.pause("ParcelTable");
            control.reset("ParcelTable", "Scales", 0, () -> persistence.execute(ProjectionsGuideTest::deleteParcels));
            control.resume("ParcelTable");
            long id = scales.notificationLog().maxNotificationId().orElseThrow();
            runner.await("ParcelTable", "Scales", id, PATIENCE);
        }
    }

    private static int deleteParcels(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate("DELETE FROM parcels");
        }
    }

    @Test
    void aReadModelInMemoryIsRightAfterEachStart() {
        scales.weighed.append(new Weighed("A", 1));
        for (int start = 0; start < 2; start++) {
            HeaviestParcel heaviest = new HeaviestParcel();
            try (Runner runner = Runner.multiThreaded(EventSourcedSystem.of(pipe(scales, heaviest)))) {
                runner.start();
                runner.await("HeaviestParcel", PATIENCE);
                assertThat(heaviest.heaviest).containsExactly(Map.entry("A", 1));
            }
        }
    }

    @Test
    void aLogIsReadLive() {
        try (Subscription subscription = scales.notificationLog().subscribeFromNow(Set.of())) {
            scales.weighed.append(new Weighed("A", 1));
            Notification next = subscription.next();
            assertThat(subscription.position()).isEqualTo(next.id());
        }
    }
}
