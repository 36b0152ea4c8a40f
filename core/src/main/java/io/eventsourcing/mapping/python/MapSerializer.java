package io.eventsourcing.mapping.python;

import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes a map that looks like a typed value as a list of its items, and every other map as usual. */
final class MapSerializer extends ValueSerializer<Map<?, ?>> {
    private static final TypedSerializer<Map<?, ?>> ITEMS = new TypedSerializer<>(
            TypedValues.DICT_ITEMS,
            map -> map.entrySet().stream()
                    .map(entry -> new Object[] {entry.getKey(), entry.getValue()})
                    .toArray());

    private final ValueSerializer<Object> usual;

    @SuppressWarnings("unchecked")
    MapSerializer(ValueSerializer<?> usual) {
        this.usual = (ValueSerializer<Object>) usual;
    }

    @Override
    public void resolve(SerializationContext context) {
        usual.resolve(context);
    }

    @Override
    public ValueSerializer<?> createContextual(SerializationContext context, BeanProperty property) {
        return new MapSerializer(usual.createContextual(context, property));
    }

    @Override
    public void serialize(Map<?, ?> map, JsonGenerator json, SerializationContext context) {
        if (TypedValues.looksTyped(map)) {
            ITEMS.serialize(map, json, context);
        } else {
            usual.serialize(map, json, context);
        }
    }
}
