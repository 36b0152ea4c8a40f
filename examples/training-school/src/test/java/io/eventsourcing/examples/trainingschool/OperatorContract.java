package io.eventsourcing.examples.trainingschool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Operations and who may do them, on whatever database the class around it names. */
abstract class OperatorContract {
    private static final String COUNTERS = "/operator/followers/TrickCounters";

    @LocalServerPort
    private int port;

    @Autowired
    private TrainingSchool school;

    @Autowired
    private OwnWrites ownWrites;

    @Autowired
    private JdbcClient jdbc;

    private Client operator = new Client(0);
    private final String name = "Wolf " + UUID.randomUUID();
    private final String trick = "trick " + UUID.randomUUID();

    @BeforeEach
    void signIn() {
        operator = new Client(port).signIn("operator");
        school.register(name);
    }

    @AfterEach
    void goOn() {
        operator.post(COUNTERS + "/resume");
    }

    private static String basic(String user) {
        String credentials = "%s:%s".formatted(user, user);
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void onlyOperatorsSeeAndChangeFollowers() {
        Client stranger = new Client(port);
        assertThat(stranger.get("/operator").headers().firstValue("Location").orElseThrow())
                .endsWith("/login");
        Client trainer = new Client(port).signIn("trainer");
        assertThat(trainer.get("/").body()).contains("Sign out").doesNotContain("Operations");
        assertThat(trainer.get("/operator", "Accept", "text/html").statusCode()).isEqualTo(403);
        assertThat(trainer.post(COUNTERS + "/pause").statusCode()).isEqualTo(403);
        assertThat(operator.get("/").body()).contains("Operations");
        assertThat(ownWrites.areThereWithin(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void onlyOperatorsReachTheActuatorsOperations() {
        Client program = new Client(port);
        String endpoint = "/actuator/eventsourcing";
        assertThat(program.get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(program.get(endpoint).statusCode()).isEqualTo(401);
        assertThat(program.get(endpoint, "Authorization", basic("trainer")).statusCode())
                .isEqualTo(403);
        assertThat(program.get(endpoint, "Authorization", basic("operator")).body())
                .contains("\"follower\":\"TrickCounters\"");
        String pause = "{\"action\": \"pause\"}";
        assertThat(program.postJson(endpoint + "/TrickCounters", pause).statusCode())
                .isEqualTo(401);
        assertThat(program.postJson(endpoint + "/TrickCounters", pause, "Authorization", basic("operator"))
                        .body())
                .contains("\"state\":\"PAUSED\"");
    }

    @Test
    void aFormWithoutItsTokenChangesNothing() {
        assertThat(operator.postWithoutToken(COUNTERS + "/pause").statusCode()).isEqualTo(403);
        assertThat(operator.get("/operator").body()).doesNotContain("paused");
    }

    @Test
    void aFollowerIsPausedAndGoesOn() {
        assertThat(operator.postAndFollow(COUNTERS + "/pause").body())
                .contains("TrickCounters is paused.", "Resume TrickCounters");
        school.addTrick(name, trick);
        assertThat(operator.get("/tricks").body())
                .contains("still being counted")
                .doesNotContain(trick);
        HttpResponse<String> late = operator.get("/api/tricks", "Prefer", "wait=0");
        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(late.headers().firstValue("Retry-After")).contains("1");

        assertThat(operator.postAndFollow(COUNTERS + "/resume").body()).contains("TrickCounters goes on.");
        ownWrites.await(Duration.ofSeconds(20));
        assertThat(operator.get("/tricks").body()).contains(trick).doesNotContain("still being counted");
    }

    @Test
    void whatWasParkedIsRetried() {
        jdbc.sql("ALTER TABLE counted_trick ADD CONSTRAINT refused CHECK (trick <> '%s')".formatted(trick))
                .update();
        try {
            school.addTrick(name, trick);
            school.addTrick(name, "afterwards " + trick);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(operator.get("/operator").body())
                            .contains("could not process it", "waits behind an earlier one"));
            assertThat(retry().body()).contains("failed again");
        } finally {
            jdbc.sql("ALTER TABLE counted_trick DROP CONSTRAINT refused").update();
        }
        assertThat(retry().body()).contains("TrickCounters has processed 2.", "every event was processed");
        assertThat(operator.get("/tricks").body()).contains(trick, "afterwards " + trick);
    }

    private HttpResponse<String> retry() {
        String originator = Dog.idOf(name).toString();
        return operator.postAndFollow(COUNTERS + "/retry", "leader", "TrainingSchool", "originator", originator);
    }

    @Test
    void anUnknownFollowerIsNotFound() {
        assertThat(operator.post("/operator/followers/Nobody/pause").statusCode())
                .isEqualTo(404);
    }
}
