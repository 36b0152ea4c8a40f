package io.eventsourcing.application;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DecidedAggregate;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a person may read of an aggregate: its fields, or those of a decider's state, as maps, lists, texts, numbers and
 * truth values. Functions are left out; what contains itself is only named. It may change with the aggregate's class, so it is
 * to be shown and not to be stored.
 */
public final class ReadableState {
    private final Set<Object> containing = Collections.newSetFromMap(new IdentityHashMap<>());

    private ReadableState() {}

    /** The fields of an aggregate, or what a decider's state is. */
    public static @Nullable Object of(Aggregate<?> aggregate) {
        ReadableState reading = new ReadableState();
        return aggregate instanceof DecidedAggregate<?, ?, ?> decided
                ? reading.value(decided.state())
                : reading.inside(aggregate, () -> reading.fields(aggregate));
    }

    private @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Number number -> number;
            case Boolean truth -> truth;
            case Optional<?> optional -> value(optional.orElse(null));
            case Map<?, ?> map -> inside(map, () -> entries(map));
            case Iterable<?> elements -> inside(elements, () -> list(elements));
            case Object array when array.getClass().isArray() -> inside(array, () -> list(elements(array)));
            case Enum<?> constant -> constant.name();
            case Object other when other.getClass().getName().startsWith("java.") -> other.toString();
            case Object other -> inside(other, () -> fields(other));
        };
    }

    private @Nullable Object inside(Object container, Supplier<Object> read) {
        if (!containing.add(container)) {
            return container.getClass().getSimpleName();
        }
        try {
            return read.get();
        } finally {
            containing.remove(container);
        }
    }

    private Map<String, @Nullable Object> entries(Map<?, ?> map) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        map.forEach((key, value) -> entries.put(String.valueOf(key), value(value)));
        return entries;
    }

    private List<@Nullable Object> list(Iterable<?> elements) {
        List<@Nullable Object> list = new ArrayList<>();
        elements.forEach(element -> list.add(value(element)));
        return list;
    }

    private static List<Object> elements(Object array) {
        return IntStream.range(0, Array.getLength(array))
                .mapToObj(index -> Array.get(array, index))
                .toList();
    }

    private Object fields(Object object) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        try {
            for (Field field : fieldsOf(object.getClass())) {
                field.setAccessible(true);
                Object value = field.get(object);
                if (value == null || !value.getClass().isHidden()) {
                    fields.put(field.getName(), value(value));
                }
            }
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            return object.toString();
        }
        return fields;
    }

    /** What a class and those above it declare, the uppermost first. */
    private static List<Field> fieldsOf(@Nullable Class<?> type) {
        if (type == null || type == Aggregate.class) {
            return List.of();
        }
        List<Field> fields = new ArrayList<>(fieldsOf(type.getSuperclass()));
        Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .forEach(fields::add);
        return fields;
    }
}
