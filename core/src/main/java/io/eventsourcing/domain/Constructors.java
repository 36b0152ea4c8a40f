package io.eventsourcing.domain;

import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.function.Supplier;

/** Makes aggregates by their constructor without parameters, as Jakarta Persistence makes entities. */
final class Constructors {
    private Constructors() {}

    static <A> Supplier<A> withoutParameters(Class<A> type) {
        if (Modifier.isAbstract(type.getModifiers())) {
            throw new IllegalArgumentException(type.getName() + " is abstract: name the aggregate class itself");
        }
        Constructor<A> constructor;
        try {
            constructor = type.getDeclaredConstructor();
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(
                    "%s needs a constructor without parameters (it may be private); an inner class must be static"
                            .formatted(type.getName()),
                    e);
        }
        try {
            constructor.setAccessible(true);
        } catch (InaccessibleObjectException e) {
            throw new IllegalArgumentException(
                    "The constructor of %s cannot be reached: open its package in module-info.java"
                            .formatted(type.getName()),
                    e);
        }
        return () -> call(constructor);
    }

    private static <A> A call(Constructor<A> constructor) {
        try {
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(
                    "The constructor of %s failed: %s"
                            .formatted(constructor.getDeclaringClass().getName(), e.getCause()),
                    e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "Cannot construct " + constructor.getDeclaringClass().getName(), e);
        }
    }
}
