package io.eventsourcing.mapping.python;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads a value by what its JSON says of its type, and makes it what the reader asked for. */
final class TypedDeserializer<T> extends ValueDeserializer<T> {
    private final TypedValues values;
    private final Class<T> type;
    private final Function<@Nullable Object, @Nullable Object> convert;

    TypedDeserializer(TypedValues values, Class<T> type, Function<@Nullable Object, @Nullable Object> convert) {
        this.values = values;
        this.type = type;
        this.convert = convert;
    }

    @Override
    @SuppressWarnings("NullAway") // null is what JSON null means to Jackson
    public T deserialize(JsonParser json, DeserializationContext context) {
        try {
            Object value = values.read(context.readTree(json));
            return type.cast(type.isInstance(value) ? value : convert.apply(value));
        } catch (RuntimeException e) {
            return context.reportInputMismatch(this, "%s: %s", type.getSimpleName(), e.getMessage());
        }
    }

    @Override
    public Class<?> handledType() {
        return type;
    }
}
