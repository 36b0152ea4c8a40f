package io.eventsourcing.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.mapping.compression.ZlibCompressor;
import io.eventsourcing.mapping.compression.ZstdCompressor;
import io.eventsourcing.mapping.encryption.EnvelopeCipher;
import io.eventsourcing.mapping.encryption.KeyRing;
import io.eventsourcing.mapping.encryption.PythonAesCipher;
import io.eventsourcing.mapping.python.PythonFormat;
import io.eventsourcing.persistence.StoredEvent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stored bytes that nobody wrote so: they are read as something else, or are refused by a typed error, soon. */
class DamagedStatesTest {
    sealed interface Part {}

    record Leaf(double weight, Object anything) implements Part {}

    record Branch(List<Part> parts, Map<String, Integer> counts) implements Part {}

    record Count(long number, int small, BigInteger large, BigDecimal amount) {}

    record Times(Instant instant, LocalDate date, LocalDateTime local, Duration length) {}

    @Topic("grown")
    record Grown(String text, Count count, Times times, Part part, Optional<UUID> id, Set<Integer> set, byte[] bytes) {}

    private static final String KEY = KeyRing.newKey();
    private static final UUID ID = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Grown GROWN = new Grown(
            "Grüße 犬",
            new Count(7, 3, BigInteger.TWO.pow(70), new BigDecimal("10.50")),
            new Times(
                    Instant.parse("2026-01-02T03:04:05.000006Z"),
                    LocalDate.of(2026, 2, 28),
                    LocalDateTime.parse("2026-01-02T03:04:05"),
                    Duration.ofMinutes(90)),
            new Branch(List.of(new Leaf(0.5, Map.of("a", 1)), new Branch(List.of(), Map.of("b", 2))), Map.of()),
            Optional.of(ID),
            Set.of(1),
            new byte[] {1, 2, 3});

    record Chain(String name, StateFormat format, Compressor compressor, Cipher cipher) {
        EventMapper mapper() {
            Topics topics = new Topics();
            topics.register(Grown.class);
            return new EventMapper(topics, new StateChain(format, compressor, cipher));
        }

        /** Reads what was upcast before it is decoded. */
        EventMapper upcasting() {
            Topics topics = new Topics();
            topics.register(Grown.class);
            Upcaster same = Upcaster.renamed("sprouted", Grown.class);
            return new EventMapper(topics, name -> new StateChain(format, compressor, cipher), List.of(same));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Chain> chains() {
        StateFormat json = StateFormat.of(new JacksonTranscoder());
        StateFormat python = PythonFormat.create();
        return Stream.of(
                new Chain("JSON", json, Compressor.none(), Cipher.none()),
                new Chain("Python", python, Compressor.none(), Cipher.none()),
                new Chain("JSON, zlib", json, new ZlibCompressor(), Cipher.none()),
                new Chain("JSON, Zstandard", json, new ZstdCompressor(), Cipher.none()),
                new Chain("Python, zlib, AES", python, new ZlibCompressor(), new PythonAesCipher(KEY)),
                new Chain("JSON, AES", json, Compressor.none(), new EnvelopeCipher(KeyRing.of("a", KEY))));
    }

    static Stream<Chain> encryptedChains() {
        return chains().skip(4);
    }

    static Stream<Chain> plainChains() {
        return chains().limit(2);
    }

    private static StoredEvent stored(EventMapper mapper) {
        return mapper.toStored(
                "Garden",
                "tree",
                new DomainEvent<>(ID, 1, Instant.EPOCH, Metadata.none().with("user", "Ada"), GROWN));
    }

    private static void readOrRefuse(EventMapper mapper, StoredEvent row) {
        try {
            mapper.toDomain(row);
        } catch (MapperException expected) {
            assertThat(expected).hasMessageContaining("Garden " + ID + " v1");
        }
    }

    private static byte[] damaged(byte[] good, Random random) {
        byte[] damaged = Arrays.copyOf(good, random.nextInt(4) == 0 ? 1 + random.nextInt(good.length) : good.length);
        for (int change = random.nextInt(4); change >= 0; change--) {
            damaged[random.nextInt(damaged.length)] =
                    random.nextBoolean() ? (byte) random.nextInt(256) : good[random.nextInt(good.length)];
        }
        return damaged;
    }

    @ParameterizedTest
    @MethodSource("chains")
    void changedBytesAreReadAsSomethingElseOrRefusedByATypedError(Chain chain) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        EventMapper mapper = chain.mapper();
        EventMapper upcasting = chain.upcasting();
        StoredEvent good = stored(mapper);
        for (int i = 0; i < 1_000; i++) {
            byte[] state = damaged(good.state(), random);
            try {
                readOrRefuse(mapper, good.withState("grown", state));
                readOrRefuse(upcasting, good.withState("sprouted", state));
            } catch (RuntimeException e) {
                throw new AssertionError("seed %d, state %s".formatted(seed, text(state)), e);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("encryptedChains")
    void aCipherNeverLoadsWhatItDidNotWrite(Chain chain) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        EventMapper mapper = chain.mapper();
        StoredEvent good = stored(mapper);
        for (int i = 0; i < 1_000; i++) {
            byte[] state = damaged(good.state(), random);
            if (!Arrays.equals(state, good.state())) {
                assertThatThrownBy(() -> mapper.toDomain(good.withState("grown", state)))
                        .as("seed %d", seed)
                        .isInstanceOf(MapperException.class);
            }
        }
    }

    /** Whole JSON values at the wrong places are what changed bytes seldom make. */
    @ParameterizedTest
    @MethodSource("plainChains")
    void otherValuesAnywhereAreReadAsSomethingElseOrRefusedByATypedError(Chain chain) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> values = List.of(
                "null",
                "true",
                "-1",
                "1e999999999",
                "-1e-999999999",
                "1E400",
                "9".repeat(900),
                "\"\"",
                "\"1e999999999\"",
                "[]",
                "{}",
                "[[[null]]]",
                "{\"_type_\":\"uuid_hex\",\"_data_\":1}",
                "{\"_type_\":null,\"_data_\":null}",
                "{\"_type_\":\"datetime_iso\",\"_data_\":[\"x\"]}",
                "{\"_type_\":\"decimal_str\",\"_data_\":\"1E+999999999\"}",
                "{\"_type_\":\"dict_items\",\"_data_\":[1,[],[[]]]}",
                "{\"_type_\":\"dict_items\",\"_data_\":{\"a\":1}}",
                "{\"@type\":\"Leaf\"}",
                "{\"@type\":7}",
                "NaN",
                "\"PT1e9H\"",
                "\"+999999999-12-31T23:59:59Z\"");
        EventMapper mapper = chain.mapper();
        EventMapper upcasting = chain.upcasting();
        StoredEvent good = stored(mapper);
        String json = text(good.state());
        int[] starts = IntStream.range(1, json.length())
                .filter(at -> json.charAt(at - 1) == ':' || json.charAt(at - 1) == '[' || json.charAt(at - 1) == ',')
                .toArray();
        for (int i = 0; i < 1_500; i++) {
            int start = starts[random.nextInt(starts.length)];
            int end = start + valueLength(json.substring(start));
            String other = json.substring(0, start) + values.get(random.nextInt(values.size())) + json.substring(end);
            try {
                readOrRefuse(mapper, good.withState("grown", other.getBytes(StandardCharsets.UTF_8)));
                readOrRefuse(upcasting, good.withState("sprouted", other.getBytes(StandardCharsets.UTF_8)));
            } catch (RuntimeException e) {
                throw new AssertionError("seed %d, state %s".formatted(seed, other), e);
            }
        }
    }

    /** How far the JSON value at the beginning goes, as far as brackets and quotes tell. */
    private static int valueLength(String json) {
        int depth = 0;
        boolean quoted = false;
        for (int at = 0; at < json.length(); at++) {
            char c = json.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '{' || c == '[')) {
                depth++;
            } else if (!quoted && depth == 0 && (c == ',' || c == ':' || c == '}' || c == ']')) {
                return at;
            } else if (!quoted && (c == '}' || c == ']')) {
                depth--;
            }
        }
        return json.length();
    }

    @ParameterizedTest
    @MethodSource("plainChains")
    void whatWouldTakeForEverOrFillTheMemoryIsRefusedOrReadSoon(Chain chain) {
        String json = text(stored(chain.mapper()).state());
        String digits = "9".repeat(1_000_000);
        for (String hostile : List.of(
                "[".repeat(1_000_000),
                "{\"part\":".repeat(1_000_000),
                "{\"part\":{\"@type\":\"Leaf\",\"anything\":" + "[".repeat(1_000_000),
                "{\"part\":{\"@type\":\"Leaf\",\"anything\":" + "{\"_type_\":".repeat(100_000),
                json.replace("1180591620717411303424", digits),
                json.replace("1180591620717411303424", "1e999999999"),
                json.replace("1180591620717411303424", "\"" + digits + "\""),
                json.replace("\"number\":7", "\"number\":1e999999999"),
                json.replace("\"number\":7", "\"number\":" + digits),
                json.replace("\"small\":3", "\"small\":1e999999999"),
                json.replace("10.50", digits),
                json.replace("10.50", "1e999999999"),
                json.replace("\"10.50\"", "\"" + digits + "\""),
                json.replace(":10.50", ":\"" + digits + "\""),
                json.replace("\"PT1H30M\"", "1e999999999"),
                json.replace("\"PT1H30M\"", "-1e999999999"),
                json.replace("\"2026-01-02T03:04:05.000006Z\"", "1e999999999"),
                json.replace("\"2026-02-28\"", "[1e999999999,1,1]"),
                "\"" + "x".repeat(30_000_000) + "\"")) {
            assertTimeoutPreemptively(
                    SOON,
                    () -> {
                        readOrRefuse(chain.mapper(), row("grown", hostile, null));
                        readOrRefuse(chain.upcasting(), row("sprouted", hostile, null));
                    },
                    hostile.substring(0, Math.min(80, hostile.length())));
        }
    }

    @Test
    void aSmallStateThatWouldBecomeAHugeOneIsRefused() {
        byte[] huge = new byte[80_000_000];
        Arrays.fill(huge, (byte) ' ');
        for (Compressor compressor : List.of(new ZlibCompressor(), new ZstdCompressor())) {
            Chain chain = new Chain("", StateFormat.of(new JacksonTranscoder()), compressor, Cipher.none());
            StoredEvent bomb = row("grown", "", null).withState("grown", compressor.compress(huge));
            assertThatThrownBy(() -> chain.mapper().toDomain(bomb))
                    .isInstanceOf(MapperException.class)
                    .hasMessageContaining("when decompressed");
        }
    }

    @Test
    void metadataThatIsNoObjectOfTextsIsRefused() {
        EventMapper mapper = chains().toList().getFirst().mapper();
        String state = text(stored(mapper).state());
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String good = "{\"user\":\"Ada\",\"trace\":\"1\"}";
        assertThat(mapper.toDomain(row("grown", state, good))
                        .getFirst()
                        .metadata()
                        .get("user"))
                .hasValue("Ada");
        for (String bad : List.of(
                "",
                "null",
                "7",
                "[]",
                "\"x\"",
                "{",
                "{\"a\":null}",
                "{\"a\":{}}",
                "{\"a\":[1]}",
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000))) {
            assertThatThrownBy(() -> mapper.toDomain(row("grown", state, bad)))
                    .as(bad.substring(0, Math.min(20, bad.length())))
                    .isInstanceOf(MapperException.class)
                    .hasMessageContaining("Garden " + ID + " v1")
                    .hasMessageContaining("metadata");
        }
        for (int i = 0; i < 1_000; i++) {
            byte[] changed = damaged(good.getBytes(StandardCharsets.UTF_8), random);
            readOrRefuse(mapper, row("grown", state, text(changed)));
        }
    }

    private static StoredEvent row(String topic, String state, @Nullable String metadata) {
        return new StoredEvent(
                "Garden", ID, 1, topic, state.getBytes(StandardCharsets.UTF_8), null, metadata, Instant.EPOCH);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
