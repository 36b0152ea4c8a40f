package io.eventsourcing.mapping.python;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.JsonNode;

/** Decodes JSON of which nothing is known but what it says itself, from the innermost values outwards. */
final class TypedValues {
    static final String TYPE = "_type_";
    static final String DATA = "_data_";
    static final String UUID_HEX = "uuid_hex";
    static final String DECIMAL_STR = "decimal_str";
    static final String DATETIME_ISO = "datetime_iso";

    /** The name under which a map is written that would otherwise be taken for a typed value. */
    static final String DICT_ITEMS = "dict_items";

    private static final int LONGEST_NUMBER = StreamReadConstraints.DEFAULT_MAX_NUM_LEN;

    private final Map<String, Function<Object, ?>> decoders = new HashMap<>();

    TypedValues(List<Transcoding<?>> own) {
        decoders.put(UUID_HEX, data -> uuid((String) data));
        decoders.put(DECIMAL_STR, data -> decimal((String) data));
        decoders.put(DATETIME_ISO, data -> PythonTime.read((String) data));
        decoders.put(DICT_ITEMS, TypedValues::map);
        for (Transcoding<?> transcoding : own) {
            if (decoders.putIfAbsent(transcoding.name(), transcoding.decode()) != null) {
                throw new IllegalArgumentException("There is a transcoding of the name '%s' already; %s needs another"
                        .formatted(transcoding.name(), transcoding.type().getName()));
            }
        }
    }

    static boolean looksTyped(Map<?, ?> map) {
        return map.size() == 2 && map.containsKey(TYPE) && map.containsKey(DATA);
    }

    /** The value that a node means: null, text, a number, a boolean, a list, a map, or of a registered type. */
    @Nullable
    Object read(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> list(node);
            case STRING -> node.stringValue();
            case NUMBER -> node.numberValue();
            case BOOLEAN -> node.booleanValue();
            default -> null;
        };
    }

    private @Nullable Object object(JsonNode node) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        node.forEachEntry((key, value) -> map.put(key, read(value)));
        return looksTyped(map) ? typed(map.get(TYPE), map.get(DATA)) : map;
    }

    private List<@Nullable Object> list(JsonNode node) {
        List<@Nullable Object> list = new ArrayList<>(node.size());
        node.forEach(item -> list.add(read(item)));
        return list;
    }

    private Object typed(@Nullable Object name, @Nullable Object data) {
        Function<Object, ?> decoder = decoders.get(String.valueOf(name));
        if (decoder == null) {
            throw new IllegalArgumentException(
                    "a value is of the type '%s', for which no transcoding is registered".formatted(name));
        }
        if (data == null) {
            throw new IllegalArgumentException("a value of the type '%s' has no data".formatted(name));
        }
        return decoder.apply(data);
    }

    /** Reading more digits than JSON numbers may have would take longer than anyone waits. */
    private static BigDecimal decimal(String text) {
        if (text.length() > LONGEST_NUMBER) {
            throw new IllegalArgumentException(
                    "a decimal has %d characters, more than %d".formatted(text.length(), LONGEST_NUMBER));
        }
        return new BigDecimal(text);
    }

    private static UUID uuid(String hex) {
        if (hex.length() != 32) {
            throw new IllegalArgumentException("'%s' is not a UUID of 32 hexadecimal digits".formatted(hex));
        }
        return new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
    }

    private static Map<Object, @Nullable Object> map(Object items) {
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        for (Object item : (List<?>) items) {
            List<?> entry = (List<?>) item;
            map.put(entry.getFirst(), entry.getLast());
        }
        return map;
    }
}
