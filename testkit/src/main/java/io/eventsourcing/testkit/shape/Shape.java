package io.eventsourcing.testkit.shape;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.Collectors;

/** What a type looks like when it is stored, in words: records by their components, enums by their constants, sealed types
 * by the classes that they permit. */
final class Shape {
    private final Deque<Class<?>> within = new ArrayDeque<>();

    private Shape() {}

    static String of(Class<?> type) {
        return new Shape().describe(type);
    }

    private String describe(Type type) {
        return switch (type) {
            case Class<?> plain -> describe(plain);
            case ParameterizedType parameterized ->
                describe(parameterized.getRawType())
                        + Arrays.stream(parameterized.getActualTypeArguments())
                                .map(this::describe)
                                .collect(Collectors.joining(", ", "<", ">"));
            case GenericArrayType array -> describe(array.getGenericComponentType()) + "[]";
            default -> type.getTypeName();
        };
    }

    private String describe(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .collect(Collectors.joining("|", "(", ")"));
        }
        if (!(type.isRecord() || type.isSealed()) || within.contains(type)) {
            return type.getSimpleName();
        }
        within.push(type);
        try {
            return type.isSealed() ? describePermitted(type) : describeComponents(type);
        } finally {
            within.pop();
        }
    }

    private String describeComponents(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(this::describe)
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private String describePermitted(Class<?> type) {
        return Arrays.stream(type.getPermittedSubclasses())
                .map(permitted -> (permitted.isRecord() ? permitted.getSimpleName() : "") + describe(permitted))
                .collect(Collectors.joining("|", "(", ")"));
    }

    private String describe(RecordComponent component) {
        return component.getName() + ": " + describe(component.getGenericType());
    }
}
