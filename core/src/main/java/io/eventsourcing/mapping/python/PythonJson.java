package io.eventsourcing.mapping.python;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.type.MapType;

/** A Jackson mapper that writes, byte for byte, what Python's JSON transcoder writes. */
final class PythonJson {
    private PythonJson() {}

    static JsonMapper mapper(List<Transcoding<?>> own) {
        TypedValues values = new TypedValues(own);
        SimpleModule module = new SimpleModule("python");
        writeTypedValues(module);
        readTypedValues(module, values);
        own.forEach(transcoding -> register(module, transcoding, values));
        return JsonMapper.builder()
                .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .addModule(module)
                .build();
    }

    private static void writeTypedValues(SimpleModule module) {
        module.addSerializer(UUID.class, new TypedSerializer<>(TypedValues.UUID_HEX, PythonJson::hex));
        module.addSerializer(BigDecimal.class, new TypedSerializer<>(TypedValues.DECIMAL_STR, BigDecimal::toString));
        module.addSerializer(Instant.class, new TypedSerializer<>(TypedValues.DATETIME_ISO, PythonTime::write));
        module.addSerializer(OffsetDateTime.class, new TypedSerializer<>(TypedValues.DATETIME_ISO, PythonTime::write));
        module.addSerializer(LocalDateTime.class, new TypedSerializer<>(TypedValues.DATETIME_ISO, PythonTime::write));
        module.addSerializer(
                ZonedDateTime.class,
                new TypedSerializer<>(TypedValues.DATETIME_ISO, time -> PythonTime.write(time.toOffsetDateTime())));
        module.addSerializer(Double.class, new FloatSerializer());
        module.addSerializer(Double.TYPE, new FloatSerializer());
        module.setSerializerModifier(new ValueSerializerModifier() {
            @Override
            public ValueSerializer<?> modifyMapSerializer(
                    SerializationConfig config, MapType type, BeanDescription.Supplier bean, ValueSerializer<?> usual) {
                return new MapSerializer(usual);
            }
        });
    }

    private static void readTypedValues(SimpleModule module, TypedValues values) {
        read(module, values, Object.class, value -> value);
        read(module, values, UUID.class, PythonJson::mismatch);
        read(module, values, BigDecimal.class, PythonJson::decimal);
        read(module, values, OffsetDateTime.class, PythonJson::mismatch);
        read(module, values, LocalDateTime.class, PythonJson::mismatch);
        read(module, values, Instant.class, PythonTime::instant);
        read(
                module,
                values,
                ZonedDateTime.class,
                value -> PythonTime.withOffset(value).toZonedDateTime());
        module.setDeserializerModifier(new ValueDeserializerModifier() {
            @Override
            public ValueDeserializer<?> modifyMapDeserializer(
                    DeserializationConfig config,
                    MapType type,
                    BeanDescription.Supplier bean,
                    ValueDeserializer<?> usual) {
                return new MapDeserializer(usual);
            }
        });
    }

    private static <T> void register(SimpleModule module, Transcoding<T> own, TypedValues values) {
        module.addSerializer(own.type(), new TypedSerializer<>(own.name(), own::data));
        read(module, values, own.type(), PythonJson::mismatch);
    }

    private static <T> void read(
            SimpleModule module,
            TypedValues values,
            Class<T> type,
            Function<@Nullable Object, @Nullable Object> convert) {
        module.addDeserializer(type, new TypedDeserializer<>(values, type, convert));
    }

    private static String hex(UUID id) {
        return id.toString().replace("-", "");
    }

    private static BigDecimal decimal(@Nullable Object value) {
        if (value instanceof Number number) {
            return new BigDecimal(number.toString());
        }
        throw mismatch(value);
    }

    private static RuntimeException mismatch(@Nullable Object value) {
        throw new IllegalArgumentException("'%s' is of another type".formatted(value));
    }

    private static final class FloatSerializer extends ValueSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator json, SerializationContext context) {
            json.writeNumber(PythonFloat.repr(value));
        }
    }
}
