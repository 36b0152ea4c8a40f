package io.eventsourcing.domain;

import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the event types of an aggregate: the leaves of the sealed type that it names as its type argument. */
final class EventTypes {
    private EventTypes() {}

    /** The type argument that a class gives to {@link Aggregate}, through any generic superclasses between. */
    static Class<?> eventTypeOf(Class<?> aggregateType) {
        Map<TypeVariable<?>, Type> bindings = new HashMap<>();
        Class<?> current = aggregateType;
        while (current != Aggregate.class) {
            if (current.getGenericSuperclass() instanceof ParameterizedType parent) {
                Class<?> raw = (Class<?>) parent.getRawType();
                TypeVariable<?>[] variables = raw.getTypeParameters();
                for (int i = 0; i < variables.length; i++) {
                    bindings.put(variables[i], parent.getActualTypeArguments()[i]);
                }
            }
            current = current.getSuperclass();
        }
        Type found = Aggregate.class.getTypeParameters()[0];
        while (found instanceof TypeVariable<?> variable && bindings.get(variable) instanceof Type bound) {
            found = bound;
        }
        if (found instanceof ParameterizedType parameterized) {
            found = parameterized.getRawType();
        }
        if (found instanceof Class<?> eventType) {
            return eventType;
        }
        throw new EventTypeException(
                "The event type of %s cannot be found: write 'extends Aggregate<%s.Event>' or list the event types"
                        .formatted(aggregateType.getName(), aggregateType.getSimpleName()));
    }

    /** The type argument that a class, or one of its superclasses, gives to {@link Snapshots}; null if it has none. */
    static @Nullable Class<?> snapshotTypeOf(Class<?> aggregateType) {
        if (!Snapshots.class.isAssignableFrom(aggregateType)) {
            return null;
        }
        for (Class<?> current = aggregateType; current != null; current = current.getSuperclass()) {
            for (Type implemented : current.getGenericInterfaces()) {
                if (implemented instanceof ParameterizedType parameterized
                        && parameterized.getRawType() == Snapshots.class
                        && parameterized.getActualTypeArguments()[0] instanceof Class<?> state) {
                    return state;
                }
            }
        }
        throw new IllegalArgumentException(
                "The snapshot type of %s cannot be found: write 'implements Snapshots<State>' with a class for the state"
                        .formatted(aggregateType.getName()));
    }

    static Set<Class<?>> leavesOf(Class<?> eventType, Class<?> owner) {
        Set<Class<?>> leaves = new LinkedHashSet<>();
        collectLeaves(eventType, owner, leaves);
        return Set.copyOf(leaves);
    }

    private static void refuseFinal(Class<?> sealed) {
        if (sealed.isAnnotationPresent(FinalEvent.class)) {
            throw new IllegalArgumentException(
                    "%s is a sealed type, which ends no aggregate: put @FinalEvent on its records"
                            .formatted(sealed.getName()));
        }
    }

    private static void collectLeaves(Class<?> type, Class<?> owner, Set<Class<?>> leaves) {
        if (type.isSealed()) {
            refuseFinal(type);
            if (!Modifier.isAbstract(type.getModifiers())) {
                leaves.add(type);
            }
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collectLeaves(permitted, owner, leaves);
            }
        } else if (Modifier.isFinal(type.getModifiers())) {
            leaves.add(type);
        } else {
            throw new EventTypeException(
                    "The event type %s of %s is not sealed, so its events cannot be found: seal it, or list the event types where the repository is made"
                            .formatted(type.getName(), owner.getName()));
        }
    }
}
