package io.eventsourcing.jdbc;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventLog;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.json.NotificationLogJson;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.remote.RemoteLeader;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FailurePolicy;
import io.eventsourcing.system.ProcessApplication;
import io.eventsourcing.system.Runner;
import io.eventsourcing.system.RunnerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A follower of another service, whose answers break off and whose own process and connections come and go. */
class RemoteLeaderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int RUNS = 4;
    private static final int RUNG_IN_A_RUN = 40;

    record Rung(int times) {}

    record Echoed(int times) {}

    static final class BellTower extends Application {
        private final EventLog<Rung> bell = log(new UUID(0, 1), Rung.class);

        BellTower(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        void ring(int from, int to) {
            IntStream.rangeClosed(from, to).forEach(times -> bell.append(new Rung(times)));
        }
    }

    static final class Echoes extends ProcessApplication {
        private final EventLog<Echoed> echoes = log(new UUID(0, 2), Echoed.class);

        Echoes(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        @Override
        protected void policy(DomainEvent<?> event) {
            if (event.body() instanceof Rung rung) {
                echoes.append(new Echoed(rung.times()));
            }
        }

        List<Integer> times() {
            return echoes.list().stream().map(event -> event.body().times()).toList();
        }
    }

    /** Serves a log; a third of its answers breaks off in the middle of the page, or is none. */
    private static final class Unreliable implements AutoCloseable {
        private final NotificationLogJson pages;
        private final Random random;
        private final AtomicInteger cuts = new AtomicInteger();
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final HttpServer server;

        Unreliable(BellTower leader, Random random) throws IOException {
            this.pages = new NotificationLogJson(leader.notificationLog(), 20);
            this.random = random;
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.createContext("/log/", this::answer);
            server.start();
        }

        private void answer(HttpExchange exchange) throws IOException {
            String section = exchange.getRequestURI().getPath().substring("/log/".length());
            byte[] page = pages.sectionPage(section).json().getBytes(StandardCharsets.UTF_8);
            int luck;
            synchronized (random) {
                luck = random.nextInt(9);
            }
            try (exchange) {
                if (luck == 0) {
                    exchange.sendResponseHeaders(503, -1);
                } else {
                    exchange.sendResponseHeaders(200, page.length);
                    int sent = luck <= 2 ? page.length / 2 : page.length;
                    exchange.getResponseBody().write(page, 0, sent);
                    if (sent < page.length) {
                        cuts.incrementAndGet();
                        exchange.getResponseBody().flush();
                    }
                }
            }
        }

        RemoteLeader leader() {
            URI uri = URI.create(
                    "http://127.0.0.1:%d/log".formatted(server.getAddress().getPort()));
            return RemoteLeader.builder("BellTower", uri)
                    .eventTypes(Rung.class)
                    .pageSize(20)
                    .timeout(Duration.ofMillis(300))
                    .build();
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private static Runner started(EventSourcedSystem system) {
        Runner runner = Runner.multiThreaded(
                system,
                RunnerOptions.defaults()
                        .pollInterval(Duration.ofMillis(20))
                        .batchSize(7)
                        .failurePolicy(FailurePolicy.stop().pauses(Duration.ofMillis(1), Duration.ofMillis(20))));
        runner.start();
        return runner;
    }

    private static void awaitEchoes(Echoes echoes, int count) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .pollInterval(Duration.ofMillis(5))
                .until(() -> echoes.times().size() >= count);
    }

    /** Ends the sessions of the follower in whatever they are doing, where the database can do that. */
    private static void cutSessions(HikariDataSource dataSource) throws SQLException {
        if (dataSource.getJdbcUrl().startsWith("jdbc:postgresql")) {
            try (Connection connection = DriverManager.getConnection(dataSource.getJdbcUrl());
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2"})
    void eachEventIsProcessedOnceThroughRestartsAndBrokenConnections(TestDatabase database) throws Exception {
        long seed = System.nanoTime();
        System.out.println("Seed of the remote leader: " + seed);
        Random random = new Random(seed);
        BellTower bellTower = new BellTower(EventSourcing.inMemory());
        try (HikariDataSource dataSource = database.migrated();
                Unreliable service = new Unreliable(bellTower, random)) {
            for (int run = 0; run < RUNS; run++) {
                int rung = run * RUNG_IN_A_RUN;
                Echoes echoes = new Echoes(EventSourcing.of(JdbcPersistence.of(dataSource)));
                try (Runner runner = started(EventSourcedSystem.of(pipe(service.leader(), echoes)))) {
                    bellTower.ring(rung + 1, rung + RUNG_IN_A_RUN);
                    awaitEchoes(echoes, rung + 1);
                    cutSessions(dataSource);
                    int least = rung + RUNG_IN_A_RUN / 2;
                    awaitEchoes(echoes, run == RUNS - 1 ? RUNS * RUNG_IN_A_RUN : least);
                }
            }
            Echoes echoes = new Echoes(EventSourcing.of(JdbcPersistence.of(dataSource)));
            assertThat(echoes.times())
                    .isEqualTo(IntStream.rangeClosed(1, RUNS * RUNG_IN_A_RUN)
                            .boxed()
                            .toList());
            assertThat(service.cuts).hasPositiveValue();
        }
    }
}
