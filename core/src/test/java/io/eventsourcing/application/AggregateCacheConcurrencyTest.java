package io.eventsourcing.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.Baskets.Kind;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.TransactionParticipant;
import io.eventsourcing.persistence.VersionConflictException;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Threads of two processes change the same few baskets, and much of it is refused, undone or undone in part. */
class AggregateCacheConcurrencyTest {
    private static final int THREADS = 6;
    private static final int STEPS = 150;

    private final MemoryPersistence persistence = new MemoryPersistence();
    private final List<UUID> ids = Stream.generate(UUID::randomUUID).limit(3).toList();
    private final Map<UUID, Set<Integer>> committed = new ConcurrentHashMap<>();
    private final AtomicInteger items = new AtomicInteger();

    private record Addition(UUID id, int item) {}

    @ParameterizedTest
    @CsvSource({
        "PLAIN, true",
        "PLAIN, false",
        "SNAPSHOTS, true",
        "SNAPSHOTS, false",
        "DECIDER, true",
        "DECIDER, false",
    })
    void whatIsCachedIsWhatAFullReplayGives(Kind kind, boolean fastForward) throws Exception {
        long seed = ThreadLocalRandom.current().nextLong();
        List<Baskets> processes =
                Stream.generate(() -> process(fastForward)).limit(2).toList();
        for (UUID id : ids) {
            processes.getFirst().begin(kind, id);
            committed.put(id, ConcurrentHashMap.newKeySet());
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Random random = new Random(seed + i);
                Baskets process = processes.get(i % 2);
                running.add(threads.submit(() -> run(process, kind, random)));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
        }
        for (UUID id : ids) {
            verify(processes, kind, id, "%s, fast-forward %s, seed %d".formatted(kind, fastForward, seed));
        }
    }

    private Baskets process(boolean fastForward) {
        return new Baskets(EventSourcing.builder(persistence)
                .cache(new CacheOptions(2, fastForward))
                .build());
    }

    private void run(Baskets baskets, Kind kind, Random random) {
        for (int step = 0; step < STEPS; step++) {
            try {
                List<Addition> done = switch (random.nextInt(6)) {
                    case 0, 1 -> List.of(added(baskets, kind, random));
                    case 2 -> inTransaction(baskets, kind, random, false);
                    case 3 -> inTransaction(baskets, kind, random, true);
                    case 4 -> refused(baskets, kind, random);
                    default -> read(baskets, kind, random);
                };
                done.forEach(addition -> committed.get(addition.id()).add(addition.item()));
            } catch (VersionConflictException | IllegalStateException e) {
                assertThat(e).isInstanceOfAny(VersionConflictException.class, Undone.class);
            }
        }
    }

    private static final class Undone extends IllegalStateException {
        private static final long serialVersionUID = 1L;
    }

    private UUID any(Random random) {
        return ids.get(random.nextInt(ids.size()));
    }

    private Addition added(Baskets baskets, Kind kind, Random random) {
        Addition addition = new Addition(any(random), items.incrementAndGet());
        assertThat(baskets.add(kind, addition.id(), addition.item())).endsWith(addition.item());
        return addition;
    }

    private List<Addition> inTransaction(Baskets baskets, Kind kind, Random random, boolean undone) {
        return baskets.eventSourcing().transactions().required(() -> {
            List<Addition> done = new ArrayList<>();
            done.add(added(baskets, kind, random));
            TransactionParticipant unit = baskets.eventSourcing()
                    .transactions()
                    .participant(baskets.eventSourcing().store())
                    .orElseThrow();
            Object mark = unit.mark();
            Addition perhaps = added(baskets, kind, random);
            if (random.nextBoolean()) {
                unit.rollbackTo(mark);
            } else {
                done.add(perhaps);
            }
            done.add(added(baskets, kind, random));
            if (undone) {
                throw new Undone();
            }
            return done;
        });
    }

    private List<Addition> refused(Baskets baskets, Kind kind, Random random) {
        try {
            baskets.add(kind, any(random), Baskets.REFUSED);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessage("refused");
        }
        return List.of();
    }

    private List<Addition> read(Baskets baskets, Kind kind, Random random) {
        assertThat(baskets.items(kind, any(random))).doesNotHaveDuplicates();
        return List.of();
    }

    private void verify(List<Baskets> processes, Kind kind, UUID id, String run) {
        Baskets replayed = new Baskets(EventSourcing.of(persistence));
        List<StoredEvent> stored = persistence.eventRecorder().selectEvents("Baskets", id, EventQuery.all());
        assertThat(stored.stream().map(StoredEvent::originatorVersion))
                .as("versions, %s", run)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, stored.size()).boxed().toList());
        List<Integer> expected = stored.stream()
                .flatMap(event -> replayed.eventSourcing().mapper().toDomain(event).stream())
                .map(DomainEvent::body)
                .filter(Baskets.Added.class::isInstance)
                .map(body -> ((Baskets.Added) body).item())
                .toList();
        assertThat(expected).as("items, %s", run).containsExactlyInAnyOrderElementsOf(committed.get(id));
        for (Baskets baskets :
                Stream.concat(processes.stream(), Stream.of(replayed)).toList()) {
            assertThat(baskets.items(kind, id)).as("items read, %s", run).isEqualTo(expected);
            assertThat(baskets.add(kind, id, Baskets.NOTHING))
                    .as("items changed, %s", run)
                    .isSubsetOf(expected);
        }
        assertThat(processes.stream()
                        .mapToLong(baskets ->
                                baskets.eventSourcing().cache().statistics().hits())
                        .sum())
                .as("hits, %s", run)
                .isPositive();
    }
}
