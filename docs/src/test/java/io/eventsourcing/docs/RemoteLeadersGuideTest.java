package io.eventsourcing.docs;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventLog;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.json.NotificationLogJson;
import io.eventsourcing.application.json.SectionPage;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.remote.RemoteLeader;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.ProcessApplication;
import io.eventsourcing.system.Runner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The listings of the guide to leaders in other services. */
class RemoteLeadersGuideTest {
    record Rung(int times) {}

    record Heard(int times) {}

    static final class BellTower extends Application {
        final EventLog<Rung> bell = log(new UUID(0, 1), Rung.class);

        BellTower(EventSourcing eventSourcing) {
            super(eventSourcing);
        }
    }

    static final class Listeners extends ProcessApplication {
        final EventLog<Heard> heard = log(new UUID(0, 2), Heard.class);

        Listeners(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        @Override
        protected void policy(DomainEvent<?> event) {
            if (event.body() instanceof Rung rung) {
                heard.append(new Heard(rung.times()));
            }
        }
    }

    private final BellTower bellTower = new BellTower(EventSourcing.inMemory());
    private final NotificationLogJson pages = new NotificationLogJson(bellTower.notificationLog(), 100);

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        SectionPage page = pages.sectionPage(path.substring(path.lastIndexOf('/') + 1));
        exchange.getResponseHeaders().set("ETag", page.tag());
        exchange.getResponseHeaders().set("Cache-Control", page.cacheControl());
        if (page.isKnownTo(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
        } else {
            exchange.sendResponseHeaders(200, page.bytes().length);
            exchange.getResponseBody().write(page.bytes());
        }
        exchange.close();
    }

    @Test
    void anotherServiceIsFollowed() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/log/", this::answer);
        server.start();
        URI uri = URI.create(
                "http://127.0.0.1:%d/log".formatted(server.getAddress().getPort()));
        Listeners listeners = new Listeners(EventSourcing.inMemory());
        String token = "secret";
        bellTower.bell.append(new Rung(3));
        RemoteLeader leader = RemoteLeader.builder("BellTower", uri)
                .eventTypes(Rung.class)
                .requests(request -> request.header("Authorization", "Bearer " + token))
                .build();
        EventSourcedSystem system = EventSourcedSystem.of(pipe(leader, listeners));
        try (Runner runner = Runner.multiThreaded(system)) {
            runner.start();
            runner.await("Listeners", Duration.ofSeconds(60));
        } finally {
            server.stop(0);
        }
        assertThat(listeners.heard.list()).extracting(DomainEvent::body).containsExactly(new Heard(3));
    }
}
