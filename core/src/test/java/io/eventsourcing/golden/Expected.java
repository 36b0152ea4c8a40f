package io.eventsourcing.golden;

import io.eventsourcing.golden.KennelTypes.Invoice;
import io.eventsourcing.golden.KennelTypes.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values as the golden data notes what is expected: special types are objects such as {@code {"$uuid": hex}}. */
final class Expected {
    private Expected() {}

    static @Nullable Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> list(node);
            case STRING -> node.stringValue();
            case NUMBER -> node.numberValue();
            case BOOLEAN -> node.booleanValue();
            default -> null;
        };
    }

    static UUID id(String hex) {
        return UUID.fromString(hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    }

    private static @Nullable Object object(JsonNode node) {
        String tag = node.propertyNames().stream().findFirst().orElse("");
        JsonNode data = node.path(tag);
        return switch (tag) {
            case "$uuid" -> id(data.stringValue());
            case "$decimal" -> new BigDecimal(data.stringValue());
            case "$date" -> LocalDate.parse(data.stringValue());
            case "$datetime" -> time(data.stringValue());
            case "$bytes" -> Golden.bytes(data);
            case "$set" -> new TreeSet<>(list(data));
            case "$money" -> new Money(part(data, "amount"), part(data, "currency"));
            case "$invoice" -> new Invoice(part(data, "number"), part(data, "total"), part(data, "due"));
            default -> map(node);
        };
    }

    @SuppressWarnings("unchecked")
    private static <T> T part(JsonNode node, String name) {
        return (T) Objects.requireNonNull(value(node.get(name)));
    }

    private static Object time(String text) {
        return text.matches(".*T.*[+-].*") ? OffsetDateTime.parse(text) : LocalDateTime.parse(text);
    }

    private static Map<String, @Nullable Object> map(JsonNode node) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        node.forEachEntry((key, value) -> map.put(key, value(value)));
        return map;
    }

    private static List<@Nullable Object> list(JsonNode node) {
        List<@Nullable Object> list = new ArrayList<>();
        node.forEach(item -> list.add(value(item)));
        return list;
    }
}
