package io.eventsourcing.examples.trainingschool;

import io.eventsourcing.examples.trainingschool.web.LiveContract;
import org.junit.jupiter.api.Nested;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Everything over one database and one start of the application. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestPropertySource(
        locations = "classpath:school-test.properties",
        properties = "spring.datasource.url=jdbc:h2:mem:school;DB_CLOSE_DELAY=-1")
@DirtiesContext
class SchoolOnH2Test {
    @Nested
    class Pages extends PagesContract {}

    @Nested
    class Api extends ApiContract {}

    @Nested
    class Live extends LiveContract {}

    @Nested
    class Operator extends OperatorContract {}

    @Nested
    class InABrowser extends BrowserStories {}
}
