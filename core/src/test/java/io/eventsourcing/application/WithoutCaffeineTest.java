package io.eventsourcing.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.persistence.memory.MemoryPersistence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class WithoutCaffeineTest {
    /** Loads the library again, where Caffeine is not to be found. */
    private static final class Loader extends ClassLoader {
        Loader() {
            super(WithoutCaffeineTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("com.github.benmanes.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.eventsourcing.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream bytes = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] read = bytes.readAllBytes();
                return defineClass(name, read, 0, read.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** An application without a cache. */
    public static final class Uncached implements Callable<Object> {
        @Override
        public Object call() {
            Baskets baskets = new Baskets(EventSourcing.inMemory());
            UUID id = UUID.randomUUID();
            baskets.begin(Baskets.Kind.PLAIN, id);
            baskets.add(Baskets.Kind.PLAIN, id, 1);
            return baskets.add(Baskets.Kind.PLAIN, id, 2);
        }
    }

    /** An application with a cache. */
    public static final class Cached implements Callable<Object> {
        @Override
        public Object call() {
            return EventSourcing.builder(new MemoryPersistence())
                    .cache(CacheOptions.maximumSize(10))
                    .build();
        }
    }

    private static Object call(Class<?> work) throws Exception {
        try {
            Object loaded = new Loader()
                    .loadClass(work.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            return ((Callable<?>) loaded).call();
        } catch (InvocationTargetException e) {
            throw (Exception) e.getCause();
        }
    }

    @Test
    void withoutACacheNothingIsMissing() throws Exception {
        assertThat(call(Uncached.class)).hasToString("[1, 2]");
    }

    @Test
    void askingForACacheNamesTheMissingDependency() {
        assertThatThrownBy(() -> call(Cached.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("add the dependency com.github.ben-manes.caffeine:caffeine");
    }
}
