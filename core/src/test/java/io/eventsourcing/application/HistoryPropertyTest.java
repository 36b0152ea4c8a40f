package io.eventsourcing.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Snapshots;
import io.eventsourcing.mapping.Cipher;
import io.eventsourcing.mapping.Compressor;
import io.eventsourcing.mapping.JacksonTranscoder;
import io.eventsourcing.mapping.StateFormat;
import io.eventsourcing.mapping.compression.ZlibCompressor;
import io.eventsourcing.mapping.compression.ZstdCompressor;
import io.eventsourcing.mapping.encryption.EnvelopeCipher;
import io.eventsourcing.mapping.encryption.KeyRing;
import io.eventsourcing.mapping.encryption.PythonAesCipher;
import io.eventsourcing.mapping.python.PythonFormat;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories of random events, through random chains of format, compressor and cipher. The seed of a run is in its name; the
 * first hundred are always run, and a few that differ from run to run.
 */
class HistoryPropertyTest {
    sealed interface Shape {}

    record Circle(double radius) implements Shape {}

    record Group(List<Shape> shapes, Map<String, Integer> counts) implements Shape {}

    record Noted(
            String text,
            long number,
            BigDecimal amount,
            Instant at,
            Optional<UUID> id,
            Shape shape,
            List<Boolean> flags,
            Duration length) {}

    record Notes(List<Noted> all) {}

    static final class Notebook extends Aggregate<Noted> implements Snapshots<Notes> {
        private final List<Noted> all = new ArrayList<>();

        private Notebook() {}

        static Notebook begin(UUID id, Noted first) {
            return create(Notebook::new, id, first);
        }

        void note(Noted noted) {
            trigger(noted);
        }

        @Override
        protected void apply(Noted event) {
            all.add(event);
        }

        @Override
        public Notes snapshot() {
            return new Notes(List.copyOf(all));
        }

        @Override
        public void restore(Notes notes) {
            all.addAll(notes.all());
        }
    }

    static final class Notebooks extends Application {
        final Repository<Notebook> notebooks = repository(Notebook.class, Noted.class);

        Notebooks(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        void saveNew(Notebook notebook) {
            save(notebook);
        }
    }

    private static final String KEY = KeyRing.newKey();
    private static final String ALPHABET = "aé\"\\\n\u0000\u2028犬\uD83D\uDC15{}[]_type_@";

    static LongStream seeds() {
        return LongStream.concat(LongStream.range(0, 100), new Random().longs(10));
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(12), 0, ALPHABET.codePointCount(0, ALPHABET.length()))
                .map(at -> ALPHABET.codePointAt(ALPHABET.offsetByCodePoints(0, at)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Shape shape(Random random, int depth) {
        if (depth == 0 || random.nextBoolean()) {
            return new Circle(Math.scalb(random.nextGaussian(), random.nextInt(200) - 100));
        }
        List<Shape> shapes = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> shape(random, depth - 1))
                .toList();
        return new Group(shapes, Map.of(text(random), random.nextInt()));
    }

    private static Noted noted(Random random) {
        return new Noted(
                text(random),
                random.nextLong(),
                new BigDecimal(new java.math.BigInteger(random.nextInt(90), random), random.nextInt(40) - 20),
                Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000) * 1_000L),
                random.nextBoolean() ? Optional.empty() : Optional.of(new UUID(random.nextLong(), random.nextLong())),
                shape(random, 3),
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> random.nextBoolean())
                        .toList(),
                Duration.ofNanos(random.nextLong()));
    }

    private static <T> T oneOf(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void howeverAHistoryIsSavedItIsReadAsTheSameState(long seed) {
        Random random = new Random(seed);
        StateFormat format = oneOf(random, List.of(StateFormat.of(new JacksonTranscoder()), PythonFormat.create()));
        Compressor compressor = oneOf(random, List.of(Compressor.none(), new ZlibCompressor(), new ZstdCompressor()));
        Cipher cipher = oneOf(
                random, List.of(Cipher.none(), new PythonAesCipher(KEY), new EnvelopeCipher(KeyRing.of("a", KEY))));
        EventSourcing eventSourcing = EventSourcing.builder(new MemoryPersistence())
                .format(format)
                .compressor(compressor)
                .cipher(cipher)
                .build();
        Notebooks notebooks = new Notebooks(eventSourcing);
        UUID id = new UUID(seed, seed);
        List<Noted> history = IntStream.range(0, 1 + random.nextInt(20))
                .mapToObj(i -> noted(random))
                .toList();
        List<Integer> snapshots = save(notebooks, id, history, random);

        assertThat(notebooks.notebooks.get(id).all).isEqualTo(history);
        assertThat(notebooks.notebooks.history(id))
                .extracting(DomainEvent::body)
                .isEqualTo(history);
        for (int version = 1; version <= history.size(); version++) {
            assertThat(notebooks.notebooks.getAtVersion(id, version).all)
                    .as("version %d with snapshots %s", version, snapshots)
                    .isEqualTo(history.subList(0, version));
        }
    }

    /** Splits the history into saves at random, and takes snapshots between them at random. */
    private static List<Integer> save(Notebooks notebooks, UUID id, List<Noted> history, Random random) {
        Notebook first = Notebook.begin(id, history.getFirst());
        int saved = note(first, history, 1, random);
        notebooks.saveNew(first);
        List<Integer> snapshots = new ArrayList<>();
        while (saved < history.size()) {
            if (random.nextInt(3) == 0) {
                notebooks.notebooks.takeSnapshot(id);
                snapshots.add(saved);
            }
            int from = saved;
            int[] to = new int[1];
            notebooks.notebooks.update(id, notebook -> {
                notebook.note(history.get(from));
                to[0] = note(notebook, history, from + 1, random);
            });
            saved = to[0];
        }
        return snapshots;
    }

    private static int note(Notebook notebook, List<Noted> history, int from, Random random) {
        int to = from + random.nextInt(history.size() - from + 1);
        history.subList(from, to).forEach(notebook::note);
        return to;
    }
}
