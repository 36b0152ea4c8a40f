package io.eventsourcing.docs;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.ProcessApplication;
import io.eventsourcing.system.Runner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The listings of the guide to metadata. */
class MetadataGuideTest {
    static final class Letter extends Aggregate<Letter.Written> {
        record Written(String text) {}

        private Letter() {}

        static Letter write(UUID id, String text) {
            return create(Letter::new, id, new Written(text));
        }

        @Override
        protected void apply(Written event) {}
    }

    static class Office extends Application {
        private final Repository<Letter> letters = repository(Letter.class);

        Office(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        UUID write(String text) {
            UUID id = UUID.randomUUID();
            save(Letter.write(id, text));
            return id;
        }

        Map<String, String> metadataOf(UUID letter) {
            return letters.history(letter).getFirst().metadata().values();
        }
    }

    static final class Replies extends ProcessApplication {
        private final Repository<Letter> letters = repository(Letter.class);

        Replies(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        @Override
        protected void policy(DomainEvent<?> event) {
            String user = event.metadata().get(Metadata.USER).orElse("nobody");
            save(Letter.write(event.originatorId(), "Dear " + user));
        }

        Map<String, String> metadataOfReply(UUID letter) {
            return letters.history(letter).getFirst().metadata().values();
        }
    }

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static String signedInUser() {
        return "Ada";
    }

    private final EventSourcing eventSourcing = EventSourcing.builder(new MemoryPersistence())
            .metadata(() -> Metadata.none().with(Metadata.USER, signedInUser()))
            .build();
    private final Office office = new Office(eventSourcing);

    private UUID handle(String requestId, String traceParent, String text) {
        Metadata request =
                Metadata.none().with(Metadata.CORRELATION_ID, requestId).with(Metadata.TRACE_PARENT, traceParent);
        return eventSourcing.withMetadata(request, () -> office.write(text));
    }

    @Test
    void anEventCarriesTheMetadataOfItsRequestAndOfTheSettings() {
        UUID letter = handle("request 7", TRACE, "Hello");
        assertThat(office.metadataOf(letter))
                .isEqualTo(Map.of("user", "Ada", "correlation-id", "request 7", "traceparent", TRACE));
    }

    @Test
    void aFollowerCarriesItOnAndNamesTheCause() {
        Replies replies = new Replies(eventSourcing);
        UUID letter;
        try (Runner runner = Runner.singleThreaded(EventSourcedSystem.of(pipe(office, replies)))) {
            runner.start();
            letter = handle("request 7", TRACE, "Hello");
            runner.await("Replies", Duration.ofSeconds(10));
        }
        assertThat(replies.metadataOfReply(letter))
                .isEqualTo(Map.of(
                        "user",
                        "Ada",
                        "correlation-id",
                        "request 7",
                        "traceparent",
                        TRACE,
                        "causation-id",
                        "Office/" + letter + "/1"));
    }

    private List<UUID> writeAtOnce(ExecutorService threads, List<String> texts) {
        Executor carrying = eventSourcing.carryingMetadata(threads);
        return texts.stream()
                .map(text -> CompletableFuture.supplyAsync(() -> office.write(text), carrying))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    @Test
    void otherThreadsCarryItOn() {
        for (ExecutorService threads :
                List.of(Executors.newVirtualThreadPerTaskExecutor(), Executors.newFixedThreadPool(2))) {
            try (threads) {
                Metadata request = Metadata.none().with(Metadata.CORRELATION_ID, "request 8");
                List<UUID> letters =
                        eventSourcing.withMetadata(request, () -> writeAtOnce(threads, List.of("one", "two")));
                assertThat(letters)
                        .hasSize(2)
                        .allSatisfy(letter ->
                                assertThat(office.metadataOf(letter)).containsEntry("correlation-id", "request 8"));
                UUID after = CompletableFuture.supplyAsync(() -> office.write("three"), threads)
                        .join();
                assertThat(office.metadataOf(after)).isEqualTo(Map.of("user", "Ada"));
            }
        }
    }
}
