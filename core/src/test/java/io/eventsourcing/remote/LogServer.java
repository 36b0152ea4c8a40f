package io.eventsourcing.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.eventsourcing.application.json.SectionPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A service on the loopback interface that serves the sections of a log, and misbehaves when it is told to. */
public final class LogServer implements AutoCloseable {
    /** What may go wrong with an answer. */
    public enum Fault {
        NONE,
        STATUS_500,
        TRUNCATED,
        SILENT
    }

    private final Function<String, SectionPage> pages;
    private final List<Integer> statuses = new CopyOnWriteArrayList<>();
    private volatile Fault fault = Fault.NONE;
    private volatile String required = "";
    private HttpServer server;

    public LogServer(Function<String, SectionPage> pages) {
        this(pages, 0);
    }

    /** @param port where to listen, 0 for any */
    public LogServer(Function<String, SectionPage> pages, int port) {
        this.pages = pages;
        this.server = started(port);
    }

    private HttpServer started(int port) {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            made.setExecutor(Executors.newCachedThreadPool(
                    task -> Thread.ofPlatform().daemon().unstarted(task)));
            made.createContext("/log/", this::answer);
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return URI.create(
                "http://127.0.0.1:%d/log".formatted(server.getAddress().getPort()));
    }

    /** The statuses of the answers since the last call. */
    public List<Integer> statuses() {
        List<Integer> seen = List.copyOf(statuses);
        statuses.clear();
        return seen;
    }

    public void fault(Fault value) {
        fault = value;
    }

    /** Refuses requests with another header {@code Authorization}. */
    public void require(String authorization) {
        required = authorization;
    }

    public void stop() {
        server.stop(0);
    }

    /** Starts again at the same address. */
    public void startAgain() {
        server = started(server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestURI().getPath().substring("/log/".length());
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (!required.isEmpty() && !required.equals(authorization)) {
            send(exchange, 401, "no");
            return;
        }
        SectionPage page = pages.apply(id);
        switch (fault) {
            case STATUS_500 -> send(exchange, 500, "{}");
            case TRUNCATED ->
                send(exchange, 200, page.json().substring(0, page.json().length() / 2));
            case SILENT -> statuses.add(0);
            case NONE -> {
                exchange.getResponseHeaders().set("ETag", page.tag());
                if (page.isKnownTo(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                    statuses.add(304);
                    exchange.sendResponseHeaders(304, -1);
                    exchange.close();
                } else {
                    send(exchange, 200, page.json());
                }
            }
        }
    }

    private void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        statuses.add(status);
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
