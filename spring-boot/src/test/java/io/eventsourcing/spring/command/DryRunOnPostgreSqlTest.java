package io.eventsourcing.spring.command;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.core.simple.JdbcClient;

class DryRunOnPostgreSqlTest extends DryRunContract {
    private static EmbeddedPostgres server;
    private static int databases;

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Override
    String url() {
        String name = "school_" + databases++;
        JdbcClient.create(server.getPostgresDatabase())
                .sql("CREATE DATABASE " + name)
                .update();
        return server.getJdbcUrl("postgres", name);
    }

    @Override
    List<String> dump(JdbcClient client) {
        List<String> lines = new ArrayList<>(
                client.sql("SELECT sequencename || ' ' || coalesce(last_value, 0) FROM pg_sequences ORDER BY 1")
                        .query(String.class)
                        .list());
        client.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
                .query(String.class)
                .list()
                .forEach(table -> client.sql("SELECT '%s ' || t::text FROM %s t ORDER BY 1".formatted(table, table))
                        .query(String.class)
                        .list()
                        .forEach(lines::add));
        return lines;
    }
}
