package io.eventsourcing.examples.trainingschool;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The API over HTTP, on whatever database the class around it names. */
abstract class ApiContract {
    private static final String PROBLEM = "application/problem+json";

    @LocalServerPort
    private int port;

    @Autowired
    private TrainingSchool school;

    private Client client = new Client(0);
    private final String name = "Rex " + UUID.randomUUID();
    private final String dog = "/api/dogs/" + Dog.idOf(name);
    private final String tricks = dog + "/tricks";

    @BeforeEach
    void open() {
        client = new Client(port);
    }

    private static String header(HttpResponse<?> answer, String header) {
        return answer.headers().firstValue(header).orElse("");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String... parts) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).isEqualTo(PROBLEM);
        assertThat(answer.body()).contains("\"status\":" + status);
        assertThat(List.of(parts)).allSatisfy(part -> assertThat(answer.body()).contains(part));
    }

    private HttpResponse<String> register(String... headers) {
        return client.postJson("/api/dogs", "{\"name\": \"%s\"}".formatted(name), headers);
    }

    private HttpResponse<String> add(String trick, String... headers) {
        return client.postJson(tricks, "{\"trick\": \"%s\"}".formatted(trick), headers);
    }

    @Test
    void aRegisteredDogIsFoundWhereItsLocationSays() {
        HttpResponse<String> registered = register();
        assertThat(registered.statusCode()).isEqualTo(201);
        assertThat(header(registered, "Location")).isEqualTo(dog);
        assertThat(header(registered, "ETag")).isEqualTo("\"1\"");
        HttpResponse<String> found = client.get(header(registered, "Location"));
        assertThat(found.body()).isEqualTo(registered.body()).contains(name, "\"version\":1", "\"tricks\":[]");
        assertThat(client.get("/api/dogs?limit=1000").body()).contains(name);
    }

    @Test
    void dogsAreListedInPages() {
        register();
        String page = client.get(
                        "/api/dogs?limit=1&after=" + name.replace(" ", "%20").substring(0, name.length() - 1))
                .body();
        assertThat(page).contains(name).doesNotContain("},{");
        assertProblem(client.get("/api/dogs?limit=0"), 400);
    }

    @Test
    void aDogIsRegisteredOnlyOnce() {
        register();
        assertProblem(register(), 409, dog);
    }

    @Test
    void valuesThatCannotBeAcceptedAreNamed() {
        assertProblem(
                client.postJson("/api/dogs", "{\"name\": \" \"}"),
                422,
                "\"errors\":[{\"field\":\"name\",\"message\":\"Please type a name.\"}]");
        assertProblem(client.postJson("/api/dogs", "{}"), 422, "Please type a name.");
        assertProblem(client.postJson("/api/dogs", "{\"name\""), 400);
        register();
        assertProblem(add("x".repeat(201), "If-Match", "*"), 422, "at most 200 characters");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertProblem(client.get(dog), 404);
        assertProblem(add("sit", "If-Match", "*"), 404);
        register();
        assertProblem(client.get(tricks + "/1"), 404, "none of number 1");
        assertProblem(client.get("/api/dogs/Rex"), 400);
    }

    @Test
    void aDogThatHasNotChangedIsNotSentAgain() {
        register();
        assertThat(client.get(dog, "If-None-Match", "\"1\"").statusCode()).isEqualTo(304);
        school.addTrick(name, "sit");
        HttpResponse<String> changed = client.get(dog, "If-None-Match", "\"1\"");
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(header(changed, "ETag")).isEqualTo("\"2\"");
    }

    @Test
    void aTrickIsAddedToTheVersionThatWasSeen() {
        register();
        HttpResponse<String> added = add("sit", "If-Match", "\"1\"");
        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(header(added, "ETag")).isEqualTo("\"2\"");
        assertThat(client.get(header(added, "Location")).body()).isEqualTo("{\"number\":1,\"trick\":\"sit\"}");
        assertThat(client.get(tricks).body()).isEqualTo("[\"sit\"]");

        assertProblem(add("roll over", "If-Match", "\"1\""), 412);
        assertProblem(add("roll over", "If-Match", "W/\"2\""), 412);
        assertProblem(add("roll over"), 428, "If-Match");
        assertThat(school.tricks(name)).containsExactly("sit");
        assertThat(add("roll over", "If-Match", "\"7\", \"2\"").statusCode()).isEqualTo(201);
    }

    private List<Integer> statuses(int requests, Callable<HttpResponse<String>> request) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(requests)) {
            List<Integer> statuses = new ArrayList<>();
            for (Future<HttpResponse<String>> answer : threads.invokeAll(
                    IntStream.range(0, requests).mapToObj(i -> request).toList())) {
                statuses.add(answer.get().statusCode());
            }
            return statuses;
        }
    }

    @Test
    void ofManyWhoHaveSeenTheSameVersionOneMayChangeIt() throws Exception {
        register();
        assertThat(statuses(6, () -> add("sit", "If-Match", "\"1\"")))
                .containsOnlyOnce(201)
                .filteredOn(status -> status == 412)
                .hasSize(5);
        assertThat(school.tricks(name)).containsExactly("sit");
    }

    @Test
    void whoDoesNotCareAboutTheVersionIsTriedAgain() throws Exception {
        register();
        assertThat(statuses(6, () -> add("sit", "If-Match", "*"))).containsOnly(201);
        assertThat(school.tricks(name)).hasSize(6);
    }

    @Test
    void aRequestThatIsSentAgainIsDoneOnce() throws Exception {
        String key = UUID.randomUUID().toString();
        assertThat(statuses(4, () -> register("Idempotency-Key", key))).containsOnly(201);
        assertThat(statuses(4, () -> add("sit", "If-Match", "\"1\"", "Idempotency-Key", key)))
                .containsOnly(201);
        assertThat(add("sit", "If-Match", "\"1\"", "Idempotency-Key", key)
                        .headers()
                        .firstValue("Location"))
                .contains(tricks + "/1");
        assertThat(school.tricks(name)).containsExactly("sit");
    }

    @Test
    void aKeyIsNotForTwoRequests() {
        String key = UUID.randomUUID().toString();
        register();
        add("sit", "If-Match", "*", "Idempotency-Key", key);
        assertProblem(add("roll over", "If-Match", "*", "Idempotency-Key", key), 422, "another request");
        assertProblem(add("roll over", "If-Match", "*", "Idempotency-Key", "k".repeat(256)), 400);
        assertThat(school.tricks(name)).containsExactly("sit");
    }

    @Test
    void aRequestThatWasRefusedMayBeSentAgain() {
        String key = UUID.randomUUID().toString();
        register();
        assertProblem(add("sit", "If-Match", "\"9\"", "Idempotency-Key", key), 412);
        assertThat(add("sit", "If-Match", "\"1\"", "Idempotency-Key", key).statusCode())
                .isEqualTo(201);
    }

    @Test
    void whoWaitsReadsWhatWasJustWritten() {
        String trick = "trick " + UUID.randomUUID();
        register();
        for (int i = 1; i <= 3; i++) {
            add(trick, "If-Match", "*");
        }
        HttpResponse<String> counts = client.get("/api/tricks", "Prefer", "respond-async, wait=10");
        assertThat(counts.statusCode()).as(counts.body()).isEqualTo(200);
        assertThat(header(counts, "Preference-Applied")).isEqualTo("wait=10");
        assertThat(counts.body()).contains("\"count\":3,\"id\":\"%s\"".formatted(TrickCounter.idOf(trick)));
        assertThat(client.get("/api/announcements").body()).contains("\"trick\":\"%s\"".formatted(trick));
    }
}
