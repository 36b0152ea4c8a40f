package io.eventsourcing.mapping.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.eventsourcing.mapping.MapperException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PythonTranscoderTest {
    record Colour(int red, int green, int blue) {}

    record Paint(Colour firstColour, Map<String, Object> notes) {}

    record Times(Instant instant, OffsetDateTime offset, LocalDateTime local, ZonedDateTime zoned, BigDecimal amount) {}

    private static final Transcoding<Colour> COLOUR = new Transcoding<>(
            "colour", Colour.class, colour -> List.of(colour.red(), colour.green(), colour.blue()), data -> {
                List<?> parts = (List<?>) data;
                return new Colour((Integer) parts.get(0), (Integer) parts.get(1), (Integer) parts.get(2));
            });

    private final PythonTranscoder transcoder = new PythonTranscoder(COLOUR);

    /** Values and what Python 3.11 with eventsourcing 9.4 writes for them. */
    static Stream<Arguments> vectors() {
        return Stream.of(
                arguments("Grüße, 犬 🐕", "\"Grüße, 犬 🐕\""),
                arguments(
                        "a\"b\\c/d\b\f\n\r\t\u0000\u001f\u007f\u2028",
                        "\"a\\\"b\\\\c/d\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\u2028\""),
                arguments(42, "42"),
                arguments(1L << 62, "4611686018427387904"),
                arguments(BigInteger.TWO.pow(80), "1208925819614629174706176"),
                arguments(7.0, "7.0"),
                arguments(-0.0, "-0.0"),
                arguments(1234567.875, "1234567.875"),
                arguments(1e15, "1000000000000000.0"),
                arguments(1e16, "1e+16"),
                arguments(-2.5e-7, "-2.5e-07"),
                arguments(0.0001, "0.0001"),
                arguments(0.00001, "1e-05"),
                arguments(Double.MIN_VALUE, "5e-324"),
                arguments(Double.MAX_VALUE, "1.7976931348623157e+308"),
                arguments(2e23, "2e+23"),
                arguments(9007199254740993.0, "9007199254740992.0"),
                arguments(Double.NaN, "NaN"),
                arguments(Double.NEGATIVE_INFINITY, "-Infinity"),
                arguments(new BigDecimal("1E+3"), "{\"_type_\":\"decimal_str\",\"_data_\":\"1E+3\"}"),
                arguments(new BigDecimal("0.0000001"), "{\"_type_\":\"decimal_str\",\"_data_\":\"1E-7\"}"),
                arguments(
                        UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8"),
                        "{\"_type_\":\"uuid_hex\",\"_data_\":\"6ba7b8119dad11d180b400c04fd430c8\"}"),
                arguments(
                        OffsetDateTime.parse("2026-02-03T04:05:00+02:00"),
                        "{\"_type_\":\"datetime_iso\",\"_data_\":\"2026-02-03T04:05:00+02:00\"}"),
                arguments(
                        OffsetDateTime.parse("2026-02-03T04:05:06.5Z"),
                        "{\"_type_\":\"datetime_iso\",\"_data_\":\"2026-02-03T04:05:06.500000+00:00\"}"),
                arguments(
                        LocalDateTime.parse("0987-02-03T04:05:06.000007"),
                        "{\"_type_\":\"datetime_iso\",\"_data_\":\"0987-02-03T04:05:06.000007\"}"),
                arguments(new Colour(1, 2, 3), "{\"_type_\":\"colour\",\"_data_\":[1,2,3]}"),
                arguments(Map.of("_type_", "x"), "{\"_type_\":\"x\"}"),
                arguments(Arrays.asList(true, null, List.of(), Map.of()), "[true,null,[],{}]"));
    }

    private String written(Object value) {
        return new String(transcoder.encode(value), StandardCharsets.UTF_8);
    }

    private <T> T read(String json, Class<T> type) {
        return transcoder.decode(json.getBytes(StandardCharsets.UTF_8), type);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void valuesAreWrittenAsPythonWritesThemAndComeBack(Object value, String json) {
        assertThat(written(value)).isEqualTo(json);
        assertThat(read(json, Object.class)).isEqualTo(value);
    }

    @Test
    void everyDoubleComesBack() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (!Double.isNaN(value)) {
                assertThat(read(written(value), Object.class))
                        .as("seed %d", seed)
                        .isEqualTo(value);
            }
        }
    }

    @Test
    void namesAreWrittenInSnakeCaseAndComponentsInTheirOrder() {
        Paint paint =
                new Paint(new Colour(1, 2, 3), Map.of("seen", UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8")));
        assertThat(written(paint))
                .isEqualTo(
                        "{\"first_colour\":{\"_type_\":\"colour\",\"_data_\":[1,2,3]},"
                                + "\"notes\":{\"seen\":{\"_type_\":\"uuid_hex\",\"_data_\":\"6ba7b8119dad11d180b400c04fd430c8\"}}}");
        assertThat(read(written(paint), Paint.class)).isEqualTo(paint);
    }

    @Test
    void timesComeBackAsTheTypesThatRecordsDeclare() {
        Times times = new Times(
                Instant.parse("2026-01-02T03:04:05.000006Z"),
                OffsetDateTime.parse("2026-01-02T03:04:05+01:30"),
                LocalDateTime.parse("2026-01-02T03:04:05"),
                ZonedDateTime.parse("2026-01-02T03:04:05+01:00"),
                new BigDecimal("1.50"));
        assertThat(read(written(times), Times.class)).isEqualTo(times);
    }

    @Test
    void aMapThatLooksLikeATypedValueComesBackAsAMap() {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("_data_", "uuid_hex");
        inner.put("_type_", List.of(1, 2));
        Paint paint = new Paint(new Colour(0, 0, 0), Map.of("inner", inner, "list", List.of(inner)));
        assertThat(read(written(paint), Paint.class)).isEqualTo(paint);
        Paint outer = new Paint(new Colour(0, 0, 0), inner);
        assertThat(read(written(outer), Paint.class)).isEqualTo(outer);
        assertThat(read(written(inner), Object.class)).isEqualTo(inner);
    }

    @Test
    void whatCannotBeReadSaysWhatAndWhere() {
        assertRefused("{\"first_colour\":{\"_type_\":\"color\",\"_data_\":[1]}}", "first_colour", "'color'");
        assertRefused("{\"notes\":{\"a\":{\"_type_\":\"uuid_hex\",\"_data_\":\"12\"}}}", "notes.a", "'12'");
        assertRefused("{\"notes\":{\"a\":{\"_type_\":\"decimal_str\",\"_data_\":null}}}", "notes.a", "no data");
        assertRefused("{\"first_colour\":5}", "first_colour", "'5'");
    }

    private void assertRefused(String json, String path, String value) {
        assertThatThrownBy(() -> read(json, Paint.class))
                .isInstanceOf(MapperException.class)
                .hasMessageContaining(Paint.class.getName() + " at " + path)
                .hasMessageContaining(value);
    }

    @Test
    void aYearThatPythonDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> transcoder.encode(Instant.parse("+10000-01-01T00:00:00Z")))
                .isInstanceOf(MapperException.class)
                .hasMessageContaining("10000");
    }

    @Test
    void halfASurrogatePairComesBack() {
        assertThat(read(written("a\ud800b"), Object.class)).isEqualTo("a\ud800b");
    }

    @Test
    void aTranscodingThatGivesItsOwnTypeOrTakesATakenNameIsRefused() {
        Transcoding<Colour> circular =
                new Transcoding<>("colour", Colour.class, colour -> colour, data -> (Colour) data);
        assertThatThrownBy(() -> new PythonTranscoder(circular).encode(new Colour(1, 2, 3)))
                .isInstanceOf(MapperException.class)
                .hasMessageContaining("'colour'");
        assertThatThrownBy(() -> new PythonTranscoder(COLOUR, COLOUR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'colour'");
    }
}
