package io.eventsourcing.remote;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventLog;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.NotificationPage;
import io.eventsourcing.application.json.NotificationLogJson;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.remote.LogServer.Fault;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FollowerMonitor;
import io.eventsourcing.system.FollowerStatus.State;
import io.eventsourcing.system.ProcessApplication;
import io.eventsourcing.system.Runner;
import io.eventsourcing.system.RunnerOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemoteLeaderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    record Rung(int times) {}

    record Repaired(String by) {}

    record Echoed(int times) {}

    static final class BellTower extends Application {
        final EventLog<Object> bell = log(new UUID(0, 1), Object.class, Rung.class, Repaired.class);

        BellTower(EventSourcing eventSourcing) {
            super(eventSourcing);
        }
    }

    static final class Echoes extends ProcessApplication {
        final EventLog<Echoed> echoes = log(new UUID(0, 2), Echoed.class);

        Echoes(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        @Override
        protected void policy(DomainEvent<?> event) {
            if (event.body() instanceof Rung rung) {
                echoes.append(new Echoed(rung.times()));
            }
        }

        List<Integer> times() {
            return echoes.list().stream().map(event -> event.body().times()).toList();
        }
    }

    private final BellTower bellTower = new BellTower(EventSourcing.inMemory());
    private final NotificationLogJson pages = new NotificationLogJson(bellTower.notificationLog(), 7);
    private final LogServer server = new LogServer(pages::sectionPage);
    private final Echoes echoes = new Echoes(EventSourcing.inMemory());
    private final List<Runner> runners = new ArrayList<>();

    @AfterEach
    void stop() {
        runners.forEach(Runner::stop);
        server.close();
    }

    private RemoteLeader leader() {
        return RemoteLeader.of("BellTower", server.uri(), Rung.class);
    }

    private void ring(int from, int to) {
        IntStream.rangeClosed(from, to).forEach(times -> bellTower.bell.append(new Rung(times)));
    }

    private static List<Integer> listed(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    private Runner started(EventSourcedSystem system) {
        Runner runner = Runner.multiThreaded(
                system,
                RunnerOptions.defaults().pollInterval(Duration.ofMillis(20)).retries(0));
        runners.add(runner);
        runner.start();
        return runner;
    }

    @Test
    void aFollowerWithAnotherDatabaseFollowsOverHttpAndKeepsTheLeadersIds() {
        ring(1, 100);
        Runner runner = started(EventSourcedSystem.of(pipe(leader(), echoes)));
        runner.await("Echoes", PATIENCE);
        assertThat(echoes.times()).isEqualTo(listed(1, 100));
        ring(101, 130);
        runner.await("Echoes", "BellTower", 130, PATIENCE);
        assertThat(echoes.times()).isEqualTo(listed(1, 130));
        assertThat(echoes.eventSourcing().persistence().trackingRecorder().maxTrackingId("Echoes", "BellTower"))
                .hasValue(130);
    }

    @Test
    void anotherProcessGoesOnWhereTheLastOneStopped() {
        ring(1, 20);
        Runner first = started(EventSourcedSystem.of(pipe(leader(), echoes)));
        first.await("Echoes", PATIENCE);
        first.stop();
        ring(21, 40);
        started(EventSourcedSystem.of(pipe(leader(), echoes))).await("Echoes", PATIENCE);
        assertThat(echoes.times()).isEqualTo(listed(1, 40));
    }

    @Test
    void whatGoesWrongIsWaitedForAndNothingIsLostOrTwice() {
        ring(1, 10);
        RemoteLeader leader = RemoteLeader.builder("BellTower", server.uri())
                .eventTypes(Rung.class)
                .timeout(Duration.ofMillis(500))
                .build();
        EventSourcedSystem system = EventSourcedSystem.of(pipe(leader, echoes));
        Runner runner = started(system);
        runner.await("Echoes", PATIENCE);
        int rung = 10;
        for (Fault fault : List.of(Fault.STATUS_500, Fault.TRUNCATED, Fault.SILENT)) {
            server.fault(fault);
            ring(rung + 1, rung + 10);
            rung += 10;
            Awaitility.await(fault.name())
                    .until(() -> runner.statuses().getFirst().state() == State.RETRYING);
            server.fault(Fault.NONE);
            int expected = rung;
            Awaitility.await(fault.name())
                    .untilAsserted(() -> assertThat(echoes.times()).isEqualTo(listed(1, expected)));
        }
        server.stop();
        ring(41, 50);
        Awaitility.await("stopped").until(() -> runner.statuses().getFirst().state() == State.RETRYING);
        server.startAgain();
        Awaitility.await("started")
                .untilAsserted(() -> assertThat(echoes.times()).isEqualTo(listed(1, 50)));
        assertThat(FollowerMonitor.of(system, runner).reports().getFirst().lag())
                .isZero();
    }

    @Test
    void anErrorNamesTheAddressAndTheStatusAndKeepsSecretsToItself() {
        server.fault(Fault.STATUS_500);
        URI uri = URI.create(server.uri().toString().replace("//", "//me:secret@"));
        RemoteLeader leader = RemoteLeader.builder(
                        "BellTower", section -> URI.create(uri + "/" + section + "?key=secret"))
                .build();
        assertThatThrownBy(leader.settledHead()::read).isInstanceOfSatisfying(RemoteLeaderException.class, error -> {
            assertThat(error.status()).isEqualTo(OptionalInt.of(500));
            assertThat(error)
                    .hasMessageContaining("/log/1,500")
                    .hasMessageContaining("HTTP 500")
                    .hasMessageNotContaining("secret");
        });
        server.fault(Fault.TRUNCATED);
        assertThatThrownBy(leader.settledHead()::read)
                .isInstanceOf(RemoteLeaderException.class)
                .hasMessageContaining("not JSON");
        server.stop();
        assertThatThrownBy(leader.settledHead()::read)
                .isInstanceOfSatisfying(
                        RemoteLeaderException.class,
                        error -> assertThat(error.status()).isEmpty())
                .hasMessageContaining("does not answer");
    }

    @Test
    void eachRequestSaysWhoAsks() {
        ring(1, 1);
        server.require("Bearer key");
        RemoteLeader stranger = leader();
        assertThatThrownBy(stranger.settledHead()::read).hasMessageContaining("HTTP 401");
        RemoteLeader known = RemoteLeader.builder("BellTower", server.uri())
                .requests(request -> request.header("Authorization", "Bearer key"))
                .build();
        assertThat(known.settledHead().read()).isEqualTo(1);
    }

    @Test
    void theEndOfALongLogIsFoundInFewRequestsAndWhatHasNotChangedIsNotSentAgain() {
        ring(1, 5_000);
        RemoteLeader leader =
                RemoteLeader.builder("BellTower", server.uri()).pageSize(7).build();
        assertThat(leader.settledHead().read()).isEqualTo(5_000);
        assertThat(server.statuses()).hasSizeLessThan(60);
        assertThat(leader.settledHead().read()).isEqualTo(5_000);
        assertThat(leader.settledHead().read()).isEqualTo(5_000);
        assertThat(server.statuses()).containsExactly(200, 304);
        assertThat(leader.maxNotificationId()).hasValue(5_000);
    }

    @Test
    void aPageHoldsWhatIsAskedForWhateverTheSizeOfTheSections() {
        ring(1, 30);
        bellTower.bell.append(new Repaired("Ada"));
        ring(31, 40);
        RemoteLeader leader = leader();
        leader.settledHead().read();
        NotificationPage page = leader.select(NotificationQuery.after(5, 20).upTo(100));
        assertThat(page.notifications())
                .extracting(Notification::id)
                .containsExactlyElementsOf(LongStream.rangeClosed(6, 25).boxed().toList());
        assertThat(page.position()).isEqualTo(25);
        NotificationPage bounded = leader.select(NotificationQuery.after(5, 20).upTo(8));
        assertThat(bounded.notifications()).hasSize(3);
        assertThat(bounded.position()).isEqualTo(8);
        String topic = bellTower.eventSourcing().topics().topicOf(Repaired.class);
        NotificationPage filtered =
                leader.select(NotificationQuery.after(0, 20).upTo(41).topics(Set.of(topic)));
        assertThat(filtered.notifications()).extracting(Notification::id).containsExactly(31L);
        assertThat(filtered.position()).isEqualTo(41);
        assertThat(leader.count(NotificationQuery.after(11, 100))).isEqualTo(30);
    }

    @Test
    void aLogThatHasBecomeShorterIsAnErrorAndNothingIsPassedOver() {
        ring(1, 10);
        RemoteLeader leader = leader();
        assertThat(leader.settledHead().read()).isEqualTo(10);
        BellTower restored = new BellTower(EventSourcing.inMemory());
        restored.bell.append(new Rung(1));
        NotificationLogJson other = new NotificationLogJson(restored.notificationLog());
        int port = server.uri().getPort();
        server.stop();
        try (LogServer replaced = new LogServer(other::sectionPage, port)) {
            assertThat(replaced.uri()).isEqualTo(server.uri());
            assertThatThrownBy(
                            () -> leader.select(NotificationQuery.after(0, 100).upTo(10)))
                    .isInstanceOf(RemoteLeaderException.class)
                    .hasMessageContaining("it ends at 1, but had reached 10");
        }
    }

    @Test
    void aProjectionOfAnotherServiceNamesTheDatabaseOfItsReadModel() {
        ring(1, 3);
        bellTower.bell.append(new Repaired("Ada"));
        List<Object> bodies = new CopyOnWriteArrayList<>();
        Projection projection = new Projection() {
            @Override
            public void project(DomainEvent<?> event) {
                bodies.add(event.body());
            }

            @Override
            public String name() {
                return "Bodies";
            }

            @Override
            public Set<Class<?>> eventTypes() {
                return Set.of(Repaired.class);
            }
        };
        started(EventSourcedSystem.of(pipe(leader(), projection, EventSourcing.inMemory())))
                .await("Bodies", PATIENCE);
        assertThat(bodies).containsExactly(new Repaired("Ada"));
    }

    @Test
    void theSavingThreadNeverWaitsForAnotherService() {
        EventSourcedSystem system = EventSourcedSystem.of(pipe(leader(), echoes));
        assertThatThrownBy(() -> Runner.singleThreaded(system))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BellTower")
                .hasMessageContaining("multiThreaded");
    }
}
