package io.eventsourcing.examples.trainingschool;

import io.eventsourcing.examples.trainingschool.web.LiveContract;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.Nested;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Everything over one database and one start of the application, but for the browser's stories. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestPropertySource(locations = "classpath:school-test.properties")
@DirtiesContext
class SchoolOnPostgreSqlTest {
    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.start();
        properties.add("spring.datasource.url", () -> server.getJdbcUrl("postgres", "postgres"));
    }

    @Nested
    class Pages extends PagesContract {}

    @Nested
    class Api extends ApiContract {}

    @Nested
    class Live extends LiveContract {}

    @Nested
    class Operator extends OperatorContract {}
}
