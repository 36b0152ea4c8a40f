package io.eventsourcing.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.application.CacheOptions;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.Migrations;
import io.eventsourcing.mapping.EventMapper;
import io.eventsourcing.mapping.JacksonTranscoder;
import io.eventsourcing.mapping.StateChain;
import io.eventsourcing.mapping.Topics;
import io.eventsourcing.persistence.StoredEvent;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * Encodes and decodes an event of the usual size, and loads aggregates of 10, 100 and 1,000 events on PostgreSQL: from
 * events, from a snapshot, and through the cache; each beside bare Jackson and bare JDBC doing the same.
 */
public final class LoadBenchmark {
    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final Duration LENGTH = Duration.ofMillis(Long.getLong("millis", 1_000));
    private static final int AFTER_SNAPSHOT = 5;

    private LoadBenchmark() {}

    /** Takes no arguments; system properties {@code rounds} and {@code millis} change the length. */
    public static void main(String[] arguments) throws Exception {
        System.out.printf("%-48s %14s %20s%n", "", "bare, per s", "library takes times");
        try (Server server = Server.start();
                HikariDataSource dataSource = server.newDatabase(4)) {
            Migrations.migrate(dataSource);
            measure(new Rounds(1, LENGTH), dataSource, new PrintStream(OutputStream.nullOutputStream()));
            measure(new Rounds(ROUNDS, LENGTH), dataSource, System.out);
        }
    }

    /** Done once without being shown, so that no row is measured with cold code. */
    private static void measure(Rounds rounds, HikariDataSource dataSource, PrintStream out) throws Exception {
        codec(rounds, out);
        for (int events : List.of(10, 100, 1_000)) {
            load(rounds, dataSource, events, out);
        }
    }

    private static void codec(Rounds rounds, PrintStream out) throws Exception {
        JsonMapper json = JsonMapper.builder().build();
        Topics topics = new Topics();
        topics.register(Order.LineAdded.class);
        EventMapper mapper = new EventMapper(topics, StateChain.of(new JacksonTranscoder()));
        Order.LineAdded line = Order.line(3);
        DomainEvent<?> event = new DomainEvent<>(UUID.randomUUID(), 2, Instant.now(), Metadata.none(), line);
        StoredEvent stored = mapper.toStored("Orders", null, event);
        print(
                out,
                "encode",
                rounds,
                thread -> json.writeValueAsBytes(line),
                thread -> mapper.toStored("Orders", null, event));
        print(
                out,
                "decode",
                rounds,
                thread -> json.readValue(stored.state(), Order.LineAdded.class),
                thread -> mapper.toDomain(stored));
    }

    private static void load(Rounds rounds, HikariDataSource dataSource, int events, PrintStream out) throws Exception {
        BareLoad bare = new BareLoad(dataSource);
        JdbcPersistence persistence = JdbcPersistence.of(dataSource);
        Orders orders = new Orders(EventSourcing.of(persistence));
        Orders cached = new Orders(EventSourcing.builder(persistence)
                .cache(CacheOptions.maximumSize(100))
                .build());
        UUID plain = orders.place(events);
        print(out, events + " events", rounds, thread -> bare.fromEvents(plain), thread -> orders.load(plain));
        UUID withSnapshot = orders.placeSnapshotted(events - AFTER_SNAPSHOT);
        orders.takeSnapshot(withSnapshot);
        orders.addLines(withSnapshot, AFTER_SNAPSHOT);
        print(
                out,
                "%d events, snapshot before the last %d".formatted(events, AFTER_SNAPSHOT),
                rounds,
                thread -> bare.fromSnapshot(withSnapshot),
                thread -> orders.loadSnapshotted(withSnapshot));
        UUID inCache = orders.placeSnapshotted(events - 1);
        cached.addLines(inCache, 1);
        byte[] snapshot = JsonMapper.builder()
                .build()
                .writeValueAsBytes(orders.loadSnapshotted(inCache).snapshot());
        print(
                out,
                events + " events, cache",
                rounds,
                thread -> bare.fromMemory(inCache, snapshot, events - 1),
                thread -> cached.loadSnapshotted(inCache));
        UUID withoutSnapshot = orders.placeSnapshotted(events);
        print(
                out,
                events + " events, none of the snapshots looked for",
                rounds,
                thread -> bare.fromEvents(withoutSnapshot),
                thread -> orders.loadSnapshotted(withoutSnapshot));
    }

    private static void print(PrintStream out, String what, Rounds rounds, Arm bare, Arm library) throws Exception {
        List<double[]> rates = rounds.measure(List.of(bare, library), 1);
        out.printf(
                "%-48s %14.0f %20.2f%n",
                what,
                Rounds.median(rates.stream().mapToDouble(rate -> rate[0])),
                Rounds.median(rates.stream().mapToDouble(rate -> rate[0] / rate[1])));
    }
}
