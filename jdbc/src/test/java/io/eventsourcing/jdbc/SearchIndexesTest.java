package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the guide to querying events says of indexes on PostgreSQL. */
class SearchIndexesTest {
    private final HikariDataSource dataSource = TestDatabases.postgres();
    private final JdbcPersistence persistence;

    SearchIndexesTest() {
        Migrations.migrate(dataSource);
        persistence = JdbcPersistence.of(dataSource);
        Guide.run(dataSource, Guide.QUERYING.sql("indexes"));
        Guide.run(dataSource, """
                INSERT INTO stored_events (application_name, originator_id, originator_version, topic, state, metadata, recorded_at)
                SELECT 'School', gen_random_uuid(), 1, 'topic' || n % 50, '{"name":"Fido"}', '{"user":"u' || n % 50 || '"}',
                       now() - n * interval '1 minute'
                FROM generate_series(1, 5000) n;
                ANALYZE stored_events""");
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    private String plan(String condition) {
        return persistence.execute(connection -> {
            StringBuilder plan = new StringBuilder();
            try (Statement explain = connection.createStatement();
                    ResultSet rows = explain.executeQuery(
                            "EXPLAIN SELECT id FROM stored_events WHERE application_name = 'School' AND id > 0 AND "
                                    + condition + " ORDER BY application_name, id LIMIT 50")) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        });
    }

    @Test
    void searchesUseThem() {
        assertThat(plan("metadata::jsonb ->> 'user' = 'u7'")).contains("stored_events_user_ix");
        assertThat(plan("recorded_at >= now() - interval '3 minutes'")).contains("stored_events_recorded_ix");
        assertThat(plan("topic IN ('topic7')")).contains("stored_events_topic_ix");
    }

    @Test
    void theStatementForAPersonRuns() {
        Guide.run(dataSource, Guide.QUERYING.sql("by hand"));
    }
}
