package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.application.EventSourcing;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes of their own that run the same system, one of which is killed. */
class KilledProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private record Counts(long rows, long different) {}

    private static Process start(HikariDataSource dataSource, String... more) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx128m",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                FollowingProcess.class.getName(),
                                dataSource.getJdbcUrl()),
                        Stream.of(more))
                .toList();
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void awaitWord(Process process, String word) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (line != null && !line.equals(word)) {
            line = output.readLine();
        }
        assertThat(line).as("what the process says").isEqualTo(word);
    }

    private static Counts seen(JdbcPersistence persistence) {
        return persistence.execute(connection -> {
            try (Statement count = connection.createStatement();
                    ResultSet row =
                            count.executeQuery("SELECT count(*), count(DISTINCT (originator, version)) FROM seen")) {
                row.next();
                return new Counts(row.getLong(1), row.getLong(2));
            }
        });
    }

    @Test
    @Timeout(300)
    void aProcessThatIsKilledInTheMiddleOfABatchIsReplacedAndEachEventIsProcessedOnce() throws Exception {
        try (HikariDataSource dataSource = TestDatabases.postgres()) {
            Migrations.migrate(dataSource);
            JdbcPersistence persistence = JdbcPersistence.of(dataSource);
            persistence.execute(connection ->
                    connection.createStatement().execute("CREATE TABLE seen (originator uuid, version bigint)"));
            FollowingProcess.Clocks clocks = new FollowingProcess.Clocks(EventSourcing.of(persistence));
            clocks.tick(100);
            List<Process> started = new ArrayList<>();
            try {
                Process hanging = started(started, start(dataSource, "hang"));
                awaitWord(hanging, "HANGING");
                Process second = started(started, start(dataSource));
                Process third = started(started, start(dataSource));
                awaitWord(second, "RUNNING");
                awaitWord(third, "RUNNING");
                clocks.tick(100);
                assertThat(hanging.destroyForcibly().waitFor(20, TimeUnit.SECONDS))
                        .isTrue();
                await().atMost(PATIENCE).until(() -> seen(persistence).rows() >= 600);
                clocks.tick(10);
                await().atMost(PATIENCE).until(() -> seen(persistence).rows() >= 630);
                assertThat(seen(persistence)).isEqualTo(new Counts(630, 630));
                assertThat(persistence.trackingRecorder().followers())
                        .singleElement()
                        .satisfies(row -> assertThat(row.node())
                                .matches(node ->
                                        node.startsWith(second.pid() + "@") || node.startsWith(third.pid() + "@")));
            } finally {
                started.forEach(Process::destroyForcibly);
            }
        }
    }

    private static Process started(List<Process> all, Process process) {
        all.add(process);
        return process;
    }
}
