package io.eventsourcing.examples.trainingschool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.eventsourcing.persistence.VersionConflictException;
import io.eventsourcing.system.Runner;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The pages over HTTP, on whatever database the class around it names. */
abstract class PagesContract {
    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private FrontDesk frontDesk;

    @Autowired
    private TrainingSchool school;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Runner runner;

    private Client browser = new Client(0);
    private final String name = "Fido " + UUID.randomUUID();
    private final String page = "/dogs/" + name.replace(" ", "%20");

    @BeforeEach
    void open() {
        browser = new Client(port);
    }

    private long events() {
        return jdbc.sql("SELECT count(*) FROM stored_events WHERE application_name = 'TrainingSchool'")
                .query(Long.class)
                .single();
    }

    private long rows() {
        return jdbc.sql("SELECT count(*) FROM registered_dog").query(Long.class).single();
    }

    private void assertRefused(int status, String message, Supplier<HttpResponse<String>> request) {
        long eventsBefore = events();
        long rowsBefore = rows();
        HttpResponse<String> answer = request.get();
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("role=\"alert\"").contains(message);
        assertThat(events()).isEqualTo(eventsBefore);
        assertThat(rows()).isEqualTo(rowsBefore);
    }

    private HttpResponse<String> learn(String trick) {
        return browser.postAndFollow(page + "/tricks", "trick", trick, "version", version());
    }

    private HttpResponse<String> post(String trick) {
        return browser.post(page + "/tricks", "trick", trick, "version", version());
    }

    private String version() {
        return String.valueOf(school.get(Dog.idOf(name)).version());
    }

    @Test
    void aRegisteredDogHasAPageAndIsListed() {
        HttpResponse<String> dog = browser.postAndFollow("/dogs", "name", name);
        assertThat(dog.statusCode()).isEqualTo(200);
        assertThat(dog.body()).contains(name, "version 1", "Registered as " + name, "No tricks yet");
        assertThat(browser.get("/").body()).contains(name, page);
    }

    @Test
    void tricksShowOnTheDogsPageWithItsVersionAndHistory() {
        browser.postAndFollow("/dogs", "name", name);
        learn("roll over");
        HttpResponse<String> dog = learn("play dead");
        assertThat(dog.body())
                .contains("version 3", "Learned roll over", "Learned play dead")
                .containsSubsequence("Registered as", "Learned roll over", "Learned play dead");
    }

    @Test
    void theFollowerCountsTricks() {
        String trick = "trick " + UUID.randomUUID();
        browser.postAndFollow("/dogs", "name", name);
        learn(trick);
        learn(trick);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(browser.get("/tricks").body().replaceAll("\\s+", " "))
                        .contains("<td>" + trick + "</td> <td class=\"number\">2</td>"));
        assertThat(runner.running()).isTrue();
    }

    @Test
    void aDogRegisteredTwiceIsAConflict() {
        browser.postAndFollow("/dogs", "name", name);
        assertRefused(409, name + " is registered already", () -> browser.post("/dogs", "name", " " + name + " "));
    }

    @Test
    void ofManyRegistrationsAtOnceOneWinsAndTheOthersAreConflicts() {
        browser.get("/");
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Integer> statuses = IntStream.range(0, 6)
                    .mapToObj(i -> threads.submit(
                            () -> browser.post("/dogs", "name", name).statusCode()))
                    .toList()
                    .stream()
                    .map(future -> {
                        try {
                            return future.get();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    })
                    .toList();
            assertThat(statuses)
                    .containsOnlyOnce(303)
                    .filteredOn(status -> status == 409)
                    .hasSize(5);
        }
        assertThat(jdbc.sql("SELECT count(*) FROM registered_dog WHERE name = ?")
                        .param(name)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whoHasSeenAnOldVersionIsToldWhatHappenedMeanwhile() {
        browser.postAndFollow("/dogs", "name", name);
        school.addTrick(name, "sit");
        HttpResponse<String> refused = browser.post(page + "/tricks", "trick", "roll over", "version", "1");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains("Your trick is not added yet", "Learned sit", "value=\"roll over\"")
                .contains("name=\"version\" value=\"2\"");
        assertThat(school.tricks(name)).containsExactly("sit");

        browser.postAndFollow(page + "/tricks", "trick", "roll over", "version", "2");
        assertThat(school.tricks(name)).containsExactly("sit", "roll over");
    }

    @Test
    void theHistoryNamesWhoWasSignedIn() {
        browser.postAndFollow("/dogs", "name", name);
        browser.signIn("trainer");
        assertThat(learn("sit").body().replaceAll("\\s+", " "))
                .contains("Registered as %s</td> <td class=\"who-did\">–</td>".formatted(name))
                .contains("Learned sit</td> <td class=\"who-did\">trainer</td>");
    }

    @Test
    void aTrickLearnedThreeTimesIsAnnounced() {
        String trick = "trick " + UUID.randomUUID();
        browser.postAndFollow("/dogs", "name", name);
        IntStream.range(0, 3).forEach(i -> learn(trick));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(browser.get("/announcements").body())
                        .contains("<strong>%s</strong>".formatted(trick), "reached 3"));
    }

    @Test
    void aPageThatIsNotThereSaysSo() {
        assertRefused(404, "There is no such page", () -> browser.get("/nothing", "Accept", "text/html"));
    }

    @Test
    void anUnknownDogIsNotFound() {
        assertRefused(404, "nothing of this name", () -> browser.get("/dogs/Nobody"));
        assertRefused(
                404, "nothing of this name", () -> browser.post("/dogs/Nobody/tricks", "trick", "sit", "version", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void anEmptyTrickOrNameIsRefused(String blank) {
        browser.postAndFollow("/dogs", "name", name);
        assertRefused(422, "Please type a trick", () -> post(blank));
        assertRefused(422, "Please type a name", () -> browser.post("/dogs", "name", blank));
    }

    @Test
    void aTrickOrNameThatIsTooLongIsRefusedWithItsLength() {
        browser.postAndFollow("/dogs", "name", name);
        assertRefused(422, "at most 200 characters", () -> post("x".repeat(10_000)));
        assertRefused(422, "at most 100 characters", () -> browser.post("/dogs", "name", "x".repeat(101)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a\\b", "a;b", "50%", "..", "tab\tname"})
    void aNameThatCannotBePartOfAnAddressIsRefused(String unfit) {
        assertRefused(422, "A name", () -> browser.post("/dogs", "name", unfit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bär Größe", "\"quoted\" & 'so'", "50 a?b#c+d", "<b>bold<b>", "犬"})
    void unusualNamesWorkAndAreEscaped(String unusual) {
        HttpResponse<String> dog = browser.postAndFollow("/dogs", "name", unusual + " " + UUID.randomUUID());
        assertThat(dog.statusCode()).isEqualTo(200);
        assertThat(dog.body()).contains("version 1").doesNotContain("<b>");
    }

    @Test
    void theEventAndTheRowRollBackTogether() {
        long eventsBefore = events();
        long rowsBefore = rows();
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    frontDesk.register(name);
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        assertThat(events()).isEqualTo(eventsBefore);
        assertThat(rows()).isEqualTo(rowsBefore);

        frontDesk.register(name);
        assertThat(events()).isEqualTo(eventsBefore + 1);
        assertThat(rows()).isEqualTo(rowsBefore + 1);

        assertThatThrownBy(() -> frontDesk.register(name)).isInstanceOf(VersionConflictException.class);
        assertThat(rows()).isEqualTo(rowsBefore + 1);
        assertThat(school.tricks(name)).isEmpty();
    }
}
