package io.eventsourcing.mapping.python;

import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes a value as {@code {"_type_":name,"_data_":data}}. */
final class TypedSerializer<T> extends ValueSerializer<T> {
    private final String name;
    private final Function<? super T, ?> encode;

    TypedSerializer(String name, Function<? super T, ?> encode) {
        this.name = name;
        this.encode = encode;
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializationContext context) {
        json.writeStartObject();
        json.writeStringProperty(TypedValues.TYPE, name);
        json.writeName(TypedValues.DATA);
        context.writeValue(json, encode.apply(value));
        json.writeEndObject();
    }
}
