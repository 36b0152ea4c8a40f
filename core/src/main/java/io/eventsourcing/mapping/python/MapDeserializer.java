package io.eventsourcing.mapping.python;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.node.ObjectNode;

/** Reads a map that was written as a list of its items, and every other map as usual. */
final class MapDeserializer extends DelegatingDeserializer {
    MapDeserializer(ValueDeserializer<?> usual) {
        super(usual);
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> usual) {
        return new MapDeserializer(usual);
    }

    @Override
    public @Nullable Object deserialize(JsonParser json, DeserializationContext context) {
        JsonNode tree = context.readTree(json);
        JsonNode type = tree.get(TypedValues.TYPE);
        if (type != null && type.isString() && type.stringValue().equals(TypedValues.DICT_ITEMS)) {
            ObjectNode map = context.getNodeFactory().objectNode();
            tree.path(TypedValues.DATA).forEach(entry -> map.set(entry.path(0).asString(), entry.path(1)));
            tree = map;
        }
        JsonParser parser = tree.traverse(context);
        parser.nextToken();
        return super.deserialize(parser, context);
    }
}
