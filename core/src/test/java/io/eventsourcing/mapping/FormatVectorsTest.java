package io.eventsourcing.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

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
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * States as they were written once, and have to be readable for ever. What is compressed or encrypted need not be written
 * again with the same bytes. A line of the file is only ever added: run the test with {@code -Dvectors.write=true}, and commit
 * the lines that are new.
 */
class FormatVectorsTest {
    private static final Path FILE = Path.of("src/test/resources/format-vectors.jsonl");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final UUID ID = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");
    private static final String KEY = Base64.getEncoder()
            .encodeToString("a key of 32 bytes, for tests only".substring(0, 32).getBytes(StandardCharsets.UTF_8));

    enum Size {
        SMALL,
        LARGE
    }

    sealed interface Payment permits Card, Transfer {}

    record Card(String number) implements Payment {}

    @Topic("sepa")
    record Transfer(String iban) implements Payment {}

    @Topic("vectors.ordered")
    record Ordered(
            UUID customer,
            String text,
            BigDecimal amount,
            BigInteger large,
            double ratio,
            Instant at,
            LocalDate dueOn,
            Duration within,
            Size size,
            List<Payment> payments,
            Map<Size, Integer> counts,
            Optional<String> note) {}

    @Topic("vectors.order")
    record OrderState(String text, List<BigDecimal> amounts) {}

    private static final DomainEvent<Ordered> EVENT = new DomainEvent<>(
            ID,
            1,
            Instant.parse("2026-01-02T03:04:05.000006Z"),
            Metadata.none().with(Metadata.USER, "Ada \"犬\"").with(Metadata.CORRELATION_ID, "7"),
            new Ordered(
                    ID,
                    "Grüße\n\u0001\u2028 \"犬\" 🐕 \\/",
                    new BigDecimal("10.500"),
                    BigInteger.TWO.pow(70).negate(),
                    1e-7,
                    Instant.parse("2026-12-31T23:59:59.123456Z"),
                    LocalDate.of(2026, 2, 28),
                    Duration.ofMinutes(90),
                    Size.LARGE,
                    List.of(new Card("42"), new Transfer("DE1")),
                    Map.of(Size.SMALL, 3),
                    Optional.empty()));

    private static final Snapshot SNAPSHOT = new Snapshot(
            ID,
            7,
            "vectors.order-kind",
            Instant.parse("2026-02-02T00:00:00Z"),
            new Snapshot.Times(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-31T12:00:00.5Z")),
            new OrderState("犬", List.of(new BigDecimal("1.00"), new BigDecimal("1E+3"))));

    private static Map<String, StateChain> chains() {
        StateFormat json = StateFormat.of(new JacksonTranscoder());
        StateFormat python = PythonFormat.create();
        Map<String, StateChain> chains = new LinkedHashMap<>();
        chains.put("json", new StateChain(json, Compressor.none(), Cipher.none()));
        chains.put("python", new StateChain(python, Compressor.none(), Cipher.none()));
        chains.put("json zlib", new StateChain(json, new ZlibCompressor(), Cipher.none()));
        chains.put("json zstd", new StateChain(json, new ZstdCompressor(), Cipher.none()));
        chains.put("python zlib", new StateChain(python, new ZlibCompressor(), Cipher.none()));
        chains.put("python aes", new StateChain(python, Compressor.none(), new PythonAesCipher(KEY)));
        chains.put("python zlib aes", new StateChain(python, new ZlibCompressor(), new PythonAesCipher(KEY)));
        chains.put("json envelope", new StateChain(json, Compressor.none(), new EnvelopeCipher(KeyRing.of("k1", KEY))));
        return chains;
    }

    private static EventMapper mapper(StateChain chain) {
        Topics topics = new Topics();
        topics.register(Ordered.class);
        topics.register(OrderState.class);
        return new EventMapper(topics, chain);
    }

    private static StoredEvent event(EventMapper mapper) {
        return mapper.toStored("Vectors", "vectors.order-kind", EVENT);
    }

    private static StoredEvent snapshot(EventMapper mapper) {
        return mapper.toStored("Vectors", SNAPSHOT);
    }

    private static StoredEvent row(JsonNode vector, StoredEvent like) {
        byte[] state = HexFormat.of().parseHex(vector.get("state").stringValue());
        return new StoredEvent(
                like.applicationName(),
                like.originatorId(),
                like.originatorVersion(),
                vector.get("topic").stringValue(),
                state,
                like.originatorTopic(),
                vector.hasNonNull("metadata") ? vector.get("metadata").stringValue() : null,
                like.recordedAt());
    }

    @TestFactory
    Stream<DynamicTest> whatWasWrittenIsReadAndWrittenAgain() throws IOException {
        List<String> lines = Files.readAllLines(FILE);
        assertThat(lines).hasSize(2 * chains().size());
        return lines.stream()
                .map(JSON::readTree)
                .map(vector -> dynamicTest(
                        vector.get("chain").stringValue() + " "
                                + vector.get("of").stringValue(),
                        () -> check(vector)));
    }

    private static void check(JsonNode vector) {
        String chain = vector.get("chain").stringValue();
        EventMapper mapper = mapper(chains().get(chain));
        boolean ofEvent = vector.get("of").stringValue().equals("event");
        StoredEvent written = ofEvent ? event(mapper) : snapshot(mapper);
        StoredEvent row = row(vector, written);
        if (ofEvent) {
            assertThat(mapper.toDomain(row)).isEqualTo(List.of(EVENT));
        } else {
            assertThat(mapper.toSnapshot(row, OrderState.class)).isEqualTo(SNAPSHOT);
        }
        assertThat(written.topic()).isEqualTo(row.topic());
        assertThat(written.metadata()).isEqualTo(row.metadata());
        if (!chain.contains(" ")) {
            assertThat(text(written)).isEqualTo(text(row));
        }
    }

    private static String text(StoredEvent row) {
        return new String(row.state(), StandardCharsets.UTF_8);
    }

    @Test
    @EnabledIfSystemProperty(named = "vectors.write", matches = "true")
    void writeThem() throws IOException {
        StringBuilder lines = new StringBuilder();
        chains().forEach((name, chain) -> {
            EventMapper mapper = mapper(chain);
            lines.append(line(name, "event", event(mapper)));
            lines.append(line(name, "snapshot", snapshot(mapper)));
        });
        Files.writeString(FILE, lines);
    }

    private static String line(String chain, String of, StoredEvent row) {
        Map<String, Object> vector = new LinkedHashMap<>();
        vector.put("chain", chain);
        vector.put("of", of);
        vector.put("topic", row.topic());
        vector.put("state", HexFormat.of().formatHex(row.state()));
        vector.put("metadata", row.metadata());
        return JSON.writeValueAsString(vector) + "\n";
    }
}
