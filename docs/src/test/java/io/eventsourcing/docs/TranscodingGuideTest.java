package io.eventsourcing.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.mapping.JacksonTranscoder;
import io.eventsourcing.mapping.MapperException;
import io.eventsourcing.mapping.Transcoder;
import io.eventsourcing.mapping.compression.ZlibCompressor;
import io.eventsourcing.mapping.python.PythonFormat;
import io.eventsourcing.mapping.python.Transcoding;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** The listings of the guide to transcoding. */
class TranscodingGuideTest {
    /** A value type without public components, as of another library. */
    static final class Money {
        private final BigDecimal amount;
        private final Currency currency;

        private Money(BigDecimal amount, Currency currency) {
            this.amount = amount;
            this.currency = currency;
        }

        static Money parse(String text) {
            String[] parts = text.split(" ");
            return new Money(new BigDecimal(parts[0]), Currency.getInstance(parts[1]));
        }

        @Override
        public String toString() {
            return amount + " " + currency;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Money money && toString().equals(money.toString());
        }

        @Override
        public int hashCode() {
            return toString().hashCode();
        }
    }

    sealed interface Payment permits Card, Cash {}

    record Card(String number) implements Payment {}

    record Cash() implements Payment {}

    @Topic("order-paid")
    record OrderPaid(LocalDate on, BigDecimal amount, Payment by, Map<UUID, Integer> items, Optional<String> note) {}

    @Topic("order-priced")
    record OrderPriced(Money price) {}

    static final class Order extends Aggregate<Object> {
        private Object last = "";

        private Order() {}

        static Order begin(UUID id, Object event) {
            return create(Order::new, id, event);
        }

        @Override
        protected void apply(Object event) {
            last = event;
        }
    }

    static final class Orders extends Application {
        private final Repository<Order> orders = repository(Order.class, OrderPaid.class, OrderPriced.class);

        Orders(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        Object saveAndLoad(UUID id, Object event) {
            save(Order.begin(id, event));
            return orders.get(id).last;
        }
    }

    private static final UUID ID = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    private final PersistenceModule persistence = new MemoryPersistence();

    private byte[] state() {
        return persistence
                .eventRecorder()
                .selectEvents("Orders", ID, EventQuery.all())
                .getFirst()
                .state();
    }

    private String stored() {
        return new String(state(), StandardCharsets.UTF_8);
    }

    @Test
    void recordsAreJsonAtOnce() {
        OrderPaid event = new OrderPaid(
                LocalDate.of(2026, 3, 1), new BigDecimal("9.50"), new Card("42"), Map.of(ID, 2), Optional.empty());
        assertThat(new Orders(EventSourcing.of(persistence)).saveAndLoad(ID, event))
                .isEqualTo(event);
        assertThat(stored())
                .isEqualTo("{\"on\":\"2026-03-01\",\"amount\":9.50,\"by\":{\"@type\":\"Card\",\"number\":\"42\"},"
                        + "\"items\":{\"6ba7b811-9dad-11d1-80b4-00c04fd430c8\":2},\"note\":null}");
    }

    private static Transcoder withMoney() {
        SimpleModule money = new SimpleModule("money")
                .addSerializer(Money.class, new ValueSerializer<>() {
                    @Override
                    public void serialize(Money value, JsonGenerator json, SerializationContext context) {
                        json.writeString(value.toString());
                    }
                })
                .addDeserializer(Money.class, new ValueDeserializer<>() {
                    @Override
                    public Money deserialize(JsonParser json, DeserializationContext context) {
                        return Money.parse(json.getString());
                    }
                });
        return new JacksonTranscoder(JsonMapper.builder().addModule(money).build());
    }

    @Test
    void aTypeOfOnesOwnHasAJacksonModule() {
        EventSourcing eventSourcing =
                EventSourcing.builder(persistence).transcoder(withMoney()).build();
        OrderPriced event = new OrderPriced(Money.parse("9.50 EUR"));
        assertThat(new Orders(eventSourcing).saveAndLoad(ID, event)).isEqualTo(event);
        assertThat(stored()).isEqualTo("{\"price\":\"9.50 EUR\"}");
    }

    @Test
    void aTypeThatCouldBeWrittenAndNotReadIsRefusedBeforeItIsStored() {
        Orders orders = new Orders(EventSourcing.of(persistence));
        assertThatThrownBy(() -> orders.saveAndLoad(ID, new OrderPriced(Money.parse("9.50 EUR"))))
                .isInstanceOf(MapperException.class)
                .hasMessageContaining(OrderPriced.class.getName())
                .hasMessageContaining("price");
        assertThat(orders.orders.contains(ID)).isFalse();
    }

    @Test
    void unknownPropertiesAreRefusedIfThatIsAskedFor() {
        JacksonTranscoder strict = new JacksonTranscoder(JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build());
        byte[] newer = "{\"number\":\"42\",\"expires\":\"2030-01\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(new JacksonTranscoder().decode(newer, Card.class)).isEqualTo(new Card("42"));
        assertThatThrownBy(() -> strict.decode(newer, Card.class)).hasMessageContaining("expires");
    }

    @Test
    void pythonsFormatTakesTranscodings() {
        Transcoding<Money> money = Transcoding.ofText("money", Money.class, Money::toString, Money::parse);
        EventSourcing eventSourcing = EventSourcing.builder(persistence)
                .format(PythonFormat.builder().transcodings(money).build())
                .build();
        OrderPriced event = new OrderPriced(Money.parse("9.50 EUR"));
        assertThat(new Orders(eventSourcing).saveAndLoad(ID, event)).isEqualTo(event);
        assertThat(stored()).contains("\"price\":{\"_type_\":\"money\",\"_data_\":\"9.50 EUR\"}");
    }

    @Test
    void statesAreCompressedIfThatIsAskedFor() {
        EventSourcing eventSourcing = EventSourcing.builder(persistence)
                .compressor(new ZlibCompressor())
                .build();
        OrderPaid event = new OrderPaid(
                LocalDate.of(2026, 3, 1), BigDecimal.TEN, new Cash(), Map.of(), Optional.of("thanks ".repeat(100)));
        assertThat(new Orders(eventSourcing).saveAndLoad(ID, event)).isEqualTo(event);
        assertThat(state()).hasSizeLessThan(200);
    }
}
