package io.eventsourcing.examples.trainingschool;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.examples.trainingschool.Jar.Ended;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The jar opens what the school has stored in Django, and its command says and does what Django's does; see
 * GoldenSyncFollowersTest for what is meant to be different. Run once the jar is packaged.
 */
class GoldenDatabaseWithTheJar {
    private static final Path GOLDEN = Path.of(System.getProperty("golden", "../../../shared/golden"));
    private static final String PROFILE = "--spring.profiles.active=django";

    @TempDir
    private Path folder;

    @BeforeAll
    static void goldenDataAreThere() {
        Assumptions.assumeTrue(Files.isDirectory(GOLDEN), () -> "Skipped: there is no golden data at " + GOLDEN);
    }

    private static void assertAsInDjango(String name, Ended ours) throws IOException {
        JsonNode run = JsonMapper.builder()
                .build()
                .readTree(Files.readString(GOLDEN.resolve("sync_followers.json")))
                .valueStream()
                .filter(one -> one.get("name").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
        String theirs = run.get("stdout").stringValue();
        assertThat(ours.out()).as(ours.err()).isEqualTo(theirs.replace("\t 0 events from T", "\t 5 events from T"));
        assertThat(ours.err()).endsWith(run.get("stderr").stringValue());
    }

    private static void assertEverythingIsCounted(DataSource dataSource) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        assertThat(jdbc.sql("SELECT count(*) FROM stored_events WHERE application_name = 'TrickCounters'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(92);
        assertThat(jdbc.sql("SELECT position FROM followers ORDER BY application_name")
                        .query(Long.class)
                        .list())
                .isEqualTo(List.of(239L, 232L));
    }

    @Test
    void aDatabaseInSqliteIsAdoptedAndItsFollowersGoOn() throws Exception {
        Path file = folder.resolve("school.sqlite3");
        Files.copy(GOLDEN.resolve("sqlite/plain.sqlite3"), file);
        String url = "jdbc:sqlite:%s?transaction_mode=IMMEDIATE&busy_timeout=5000".formatted(file);
        Jar jar = new Jar(folder, List.of(PROFILE, "--spring.datasource.url=" + url));

        assertAsInDjango("dry_run_long_option", jar.run("sync-followers", "--dry-run"));
        Ended unknown = jar.run("sync-followers", "Nope");
        assertAsInDjango("unknown_one", unknown);
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertAsInDjango("all_v2", jar.run("sync_followers", "-v", "2"));
        assertEverythingIsCounted(new DriverManagerDataSource(url));
        assertThePagesHaveTheirRows(url);
    }

    private static void assertThePagesHaveTheirRows(String url) {
        try (var context = new SpringApplicationBuilder(TrainingSchoolApplication.class)
                .web(WebApplicationType.NONE)
                .run(PROFILE, "--spring.datasource.url=" + url, "--eventsourcing.runner.auto-start=false")) {
            assertThat(context.getBean(TrainingSchool.class).tricks("Fido")).containsExactly("roll over", "play dead");
            assertThat(context.getBean(FrontDesk.class).list()).hasSize(12);
            assertThat(context.getBean(CountedTricks.class).findAllByOrderByCountDescTrickAsc())
                    .hasSize(37)
                    .first()
                    .satisfies(most -> assertThat(most.getCount()).isGreaterThanOrEqualTo(4));
            assertThat(context.getBean(PublishedAnnouncements.class).findAll()).hasSize(5);
        }
    }

    @Test
    void aDatabaseInPostgreSqlIsAdoptedAndItsFollowersGoOn() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            DataSource dataSource = server.getPostgresDatabase();
            for (String script : List.of("schema_postgresql", "data_postgresql")) {
                try (Connection connection = dataSource.getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute(Files.readString(GOLDEN.resolve("sql/%s.sql".formatted(script))));
                }
            }
            String url = "--spring.datasource.url=" + server.getJdbcUrl("postgres", "postgres");
            assertAsInDjango("all_v2", new Jar(folder, List.of(PROFILE, url)).run("sync-followers", "-v", "2"));
            assertEverythingIsCounted(dataSource);
        }
    }
}
