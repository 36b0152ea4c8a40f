package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Several processes that write to, and follow, one PostgreSQL, against what one after the other would have done. */
class ManyProcessesTest {
    private static final String STORED = "SELECT originator_id, originator_version FROM stored_events ORDER BY id";
    private static final String APPLIED = "SELECT originator_id, originator_version FROM applied ORDER BY n";

    private static Process start(String url, long seed) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LedgerProcess.class.getName(),
                        url,
                        Long.toString(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void awaitWritten(Process process) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        while (line != null && !line.equals("written")) {
            line = output.readLine();
        }
        assertThat(line).as("the process's last words").isEqualTo("written");
    }

    private static List<String> rows(HikariDataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(row.getString(1) + " v" + row.getLong(2));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyEventIsAppliedOnceAndInOrderAlsoWhenAProcessIsKilled() throws Exception {
        long seed = ThreadLocalRandom.current().nextLong();
        List<Process> processes = new ArrayList<>();
        try (HikariDataSource dataSource = TestDatabase.POSTGRESQL.migrated()) {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(LedgerProcess.APPLIED);
            }
            for (int i = 0; i < 3; i++) {
                processes.add(start(dataSource.getJdbcUrl(), seed + 100 * i));
            }
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> rows(dataSource, APPLIED).size() > 50);
            processes.getFirst().destroyForcibly();
            for (Process process : processes.subList(1, processes.size())) {
                awaitWritten(process);
            }
            List<String> stored = rows(dataSource, STORED);
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(rows(dataSource, APPLIED))
                            .as("applied, seed %d", seed)
                            .hasSameSizeAs(stored));
            assertThat(rows(dataSource, APPLIED)).as("seed %d", seed).isEqualTo(stored);
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }
}
