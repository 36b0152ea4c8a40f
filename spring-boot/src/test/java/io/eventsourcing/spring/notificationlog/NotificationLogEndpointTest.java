package io.eventsourcing.spring.notificationlog;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventLog;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.json.NotificationLogJson;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.remote.RemoteLeader;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Runner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A service with the endpoint, on the loopback interface, and one that follows it. */
class NotificationLogEndpointTest {
    record Rung(int times) {}

    static class BellTower extends Application {
        private final EventLog<Rung> bell = log(new UUID(0, 1), Rung.class);

        BellTower(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        void ring(int times) {
            bell.append(new Rung(times));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {
        @Bean
        BellTower bellTower(EventSourcing eventSourcing) {
            return new BellTower(eventSourcing);
        }
    }

    private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        contexts.forEach(ConfigurableApplicationContext::close);
    }

    private ConfigurableApplicationContext started(String... settings) {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Service.class)
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID())
                .properties(settings)
                .run();
        contexts.add(context);
        return context;
    }

    private static URI uri(ConfigurableApplicationContext context, String path) {
        return URI.create(
                "http://127.0.0.1:%s%s".formatted(context.getEnvironment().getProperty("local.server.port"), path));
    }

    private HttpResponse<String> get(URI uri, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void itServesTheBytesOfThePagesWithTagsAndAnswersWhatIsKnownWithoutThem() throws Exception {
        ConfigurableApplicationContext service = started("eventsourcing.web.notification-log.enabled=true");
        BellTower bellTower = service.getBean(BellTower.class);
        for (int times = 1; times <= 12; times++) {
            bellTower.ring(times);
        }
        NotificationLogJson pages = new NotificationLogJson(bellTower.notificationLog());
        URI full = uri(service, NotificationLogController.PATH + "/BellTower/1,10");
        HttpResponse<String> first = get(full);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).isEqualTo(pages.section("1,10"));
        assertThat(first.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(first.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("immutable", "private"));
        URI last = uri(service, NotificationLogController.PATH + "/BellTower/11,20");
        HttpResponse<String> unfinished = get(last);
        String tag = unfinished.headers().firstValue("ETag").orElseThrow();
        assertThat(unfinished.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-cache"));
        HttpResponse<String> again = get(last, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        bellTower.ring(13);
        assertThat(get(last, "If-None-Match", tag).statusCode()).isEqualTo(200);
        assertThat(get(uri(service, NotificationLogController.PATH + "/Nobody/1,10"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(get(uri(service, NotificationLogController.PATH + "/BellTower/ten"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void anotherServiceFollowsIt() {
        ConfigurableApplicationContext service = started(
                "eventsourcing.web.notification-log.enabled=true",
                "eventsourcing.web.notification-log.path=/events",
                "eventsourcing.web.notification-log.applications=BellTower",
                "eventsourcing.web.notification-log.section-size=3");
        BellTower bellTower = service.getBean(BellTower.class);
        for (int times = 1; times <= 10; times++) {
            bellTower.ring(times);
        }
        List<Object> heard = new CopyOnWriteArrayList<>();
        Projection listener = new Projection() {
            @Override
            public void project(DomainEvent<?> event) {
                heard.add(event.body());
            }

            @Override
            public String name() {
                return "Listener";
            }
        };
        RemoteLeader leader = RemoteLeader.of("BellTower", uri(service, "/events/BellTower"), Rung.class);
        EventSourcedSystem system = EventSourcedSystem.of(pipe(leader, listener, EventSourcing.inMemory()));
        try (Runner runner = Runner.multiThreaded(system)) {
            runner.start();
            runner.await("Listener", Duration.ofSeconds(60));
        }
        assertThat(heard).hasSize(10).startsWith(new Rung(1)).endsWith(new Rung(10));
    }

    @Test
    void itIsClosedUnlessItIsOpened() throws Exception {
        ConfigurableApplicationContext service = started();
        assertThat(get(uri(service, NotificationLogController.PATH + "/BellTower/1,10"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void anApplicationThatIsNotThereIsRefusedByName() {
        assertThatThrownBy(() -> started(
                        "eventsourcing.web.notification-log.enabled=true",
                        "eventsourcing.web.notification-log.applications=Nobody"))
                .rootCause()
                .hasMessageContaining("'Nobody'")
                .hasMessageContaining("BellTower");
    }
}
