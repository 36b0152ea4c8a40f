package io.eventsourcing.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.domain.Topic;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class JacksonTranscoderTest {
    enum Size {
        SMALL,
        LARGE
    }

    sealed interface Payment {}

    record Card(String number, Optional<YearMonth> expires) implements Payment {}

    sealed interface Transfer extends Payment {}

    @Topic("sepa")
    record Sepa(String iban) implements Transfer {}

    record Cheque(long number, List<Payment> replaced) implements Transfer {}

    record Everything(
            UUID id,
            Instant instant,
            LocalDate date,
            LocalTime time,
            LocalDateTime dateTime,
            Duration duration,
            Period period,
            ZoneId zone,
            BigDecimal amount,
            BigInteger large,
            Size size,
            Set<Size> sizes,
            Map<Size, List<Integer>> counts,
            Optional<String> note,
            Optional<String> nothing,
            double ratio) {}

    record Paid(Payment payment, List<Payment> earlier, Map<String, Payment> byName) {}

    record Picture(byte[] bytes) {}

    record Wide(Paid paid) {}

    record Keyed(
            Map<UUID, Integer> byId,
            Map<LocalDate, Integer> byDate,
            Map<Integer, String> byNumber,
            Map<Size, Integer> bySize,
            Map<Instant, Integer> byTime) {}

    record Nested(List<Map<Size, Set<List<Cheque>>>> deep, BigDecimal[] amounts, byte[][] pictures) {}

    record Scales(List<BigDecimal> amounts) {}

    private final JacksonTranscoder transcoder = new JacksonTranscoder();

    private String written(Object body) {
        return new String(transcoder.encode(body), StandardCharsets.UTF_8);
    }

    private <T> T read(String json, Class<T> type) {
        return transcoder.decode(json.getBytes(StandardCharsets.UTF_8), type);
    }

    @Test
    void theUsualTypesWorkAtOnce() {
        Everything body = new Everything(
                UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8"),
                Instant.parse("2026-01-02T03:04:05.123456789Z"),
                LocalDate.of(2026, 2, 28),
                LocalTime.of(23, 59, 1),
                LocalDateTime.of(2026, 2, 28, 1, 2, 3, 4),
                Duration.ofMinutes(90),
                Period.ofMonths(14),
                ZoneId.of("Europe/Berlin"),
                new BigDecimal("10.500"),
                BigInteger.TWO.pow(100),
                Size.LARGE,
                Set.of(Size.SMALL),
                Map.of(Size.SMALL, List.of(1, 2)),
                Optional.of("x"),
                Optional.empty(),
                0.1);
        assertThat(written(body))
                .contains(
                        "\"instant\":\"2026-01-02T03:04:05.123456789Z\"",
                        "\"date\":\"2026-02-28\"",
                        "\"duration\":\"PT1H30M\"",
                        "\"amount\":10.500",
                        "\"size\":\"LARGE\"",
                        "\"note\":\"x\"",
                        "\"nothing\":null");
        assertThat(read(written(body), Everything.class)).isEqualTo(body);
    }

    @Test
    void keysOfMapsNeedNotBeText() {
        Keyed body = new Keyed(
                Map.of(new UUID(1, 2), 1),
                Map.of(LocalDate.EPOCH, 2),
                Map.of(-7, "x"),
                Map.of(Size.LARGE, 3),
                Map.of(Instant.parse("2026-01-02T03:04:05.123456789Z"), 4));
        assertThat(read(written(body), Keyed.class)).isEqualTo(body);
    }

    @Test
    void collectionsMayBeNestedInAnyWay() {
        Nested body = new Nested(
                List.of(Map.of(Size.SMALL, Set.of(List.of(new Cheque(1, List.of(new Sepa("DE1"))))))),
                new BigDecimal[] {BigDecimal.ONE},
                new byte[][] {{1}, {}});
        assertThat(read(written(body), Nested.class)).usingRecursiveComparison().isEqualTo(body);
    }

    @Test
    void decimalsKeepTheirScale() {
        Scales body = new Scales(List.of(
                new BigDecimal("1E+3"),
                new BigDecimal("1.000"),
                new BigDecimal("0E-10"),
                new BigDecimal("-12345678901234567890.123456789"),
                new BigDecimal("1E-400")));
        assertThat(read(written(body), Scales.class)).isEqualTo(body);
    }

    @Test
    void bytesAreBase64() {
        assertThat(written(new Picture(new byte[] {1, 2, -1}))).isEqualTo("{\"bytes\":\"AQL/\"}");
        assertThat(read("{\"bytes\":\"AQL/\"}", Picture.class).bytes()).containsExactly(1, 2, -1);
    }

    @Test
    void componentsOfSealedTypesSayWhichOfThePermittedClassesTheyAre() {
        Card card = new Card("42", Optional.of(YearMonth.of(2030, 1)));
        Paid body = new Paid(
                card, List.of(new Sepa("DE1"), new Cheque(7, List.of(card))), Map.of("first", new Sepa("DE2")));
        assertThat(written(body))
                .isEqualTo("{\"payment\":{\"@type\":\"Card\",\"number\":\"42\",\"expires\":\"2030-01\"},"
                        + "\"earlier\":[{\"@type\":\"sepa\",\"iban\":\"DE1\"},"
                        + "{\"@type\":\"Cheque\",\"number\":7,\"replaced\":[{\"@type\":\"Card\",\"number\":\"42\",\"expires\":\"2030-01\"}]}],"
                        + "\"byName\":{\"first\":{\"@type\":\"sepa\",\"iban\":\"DE2\"}}}");
        assertThat(read(written(body), Paid.class)).isEqualTo(body);
    }

    @Test
    void aBodyItselfNamesNoType() {
        assertThat(written(new Sepa("DE1"))).isEqualTo("{\"iban\":\"DE1\"}");
        assertThat(read("{\"iban\":\"DE1\"}", Sepa.class)).isEqualTo(new Sepa("DE1"));
    }

    @Test
    void onlyPermittedClassesCanBeNamed() {
        for (String name : List.of("java.lang.String", "Voucher", Card.class.getName())) {
            assertThatThrownBy(() -> read("{\"paid\":{\"payment\":{\"@type\":\"" + name + "\"}}}", Wide.class))
                    .isInstanceOf(MapperException.class)
                    .hasMessageContaining(Wide.class.getName() + " at paid.payment")
                    .hasMessageContaining(name);
        }
    }

    @Test
    void unknownPropertiesArePassedOverUnlessTheMapperIsStrict() {
        String json = "{\"iban\":\"DE1\",\"bank\":\"X\"}";
        assertThat(read(json, Sepa.class)).isEqualTo(new Sepa("DE1"));
        JacksonTranscoder strict = new JacksonTranscoder(JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build());
        assertThatThrownBy(() -> strict.decode(json.getBytes(StandardCharsets.UTF_8), Sepa.class))
                .isInstanceOf(MapperException.class)
                .hasMessageContaining("bank");
    }

    @Test
    void userDataThatLooksTypedIsOnlyData() {
        Cheque cheque = new Cheque(1, List.of());
        Map<String, Object> data = Map.of("@type", "Card", "_type_", "uuid_hex", "_data_", "x");
        assertThat(transcoder.decode(transcoder.encode(data), Map.class)).isEqualTo(data);
        assertThat(read(written(cheque), Cheque.class)).isEqualTo(cheque);
    }
}
