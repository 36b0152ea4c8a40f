package io.eventsourcing.spring.command;

import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Runner;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.beans.BeansException;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.InvalidPropertyException;
import org.springframework.beans.NotReadablePropertyException;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Finds the system whose followers a command works on: what the setting names, or else that of the only bean that is a
 * system or a runner.
 */
final class RunnerDiscovery {
    static final String SETTING = "eventsourcing.commands.runner";

    private static final String FORMS =
            "Name a bean (e.g. `schoolRunner`), the attribute of a bean (e.g. `schoolConfig.runner`) or a public static method without parameters (e.g. `com.example.Runners#school`) that is an EventSourcedSystem or a Runner.";

    private final ApplicationContext context;

    RunnerDiscovery(ApplicationContext context) {
        this.context = context;
    }

    EventSourcedSystem system() {
        String named = context.getEnvironment().getProperty(SETTING);
        return named == null || named.isBlank() ? only() : named(named.strip());
    }

    private EventSourcedSystem only() {
        Set<EventSourcedSystem> found = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<String> names = new TreeSet<>();
        context.getBeansOfType(EventSourcedSystem.class).forEach((name, system) -> {
            found.add(system);
            names.add(name);
        });
        context.getBeansOfType(Runner.class).forEach((name, runner) -> {
            if (found.add(runner.system())) {
                names.add(name);
            }
        });
        if (found.isEmpty()) {
            throw CommandException.failed(
                    "No runner found: the application has no bean that is an EventSourcedSystem or a Runner. Declare one, or set `%s`. %s"
                            .formatted(SETTING, FORMS));
        }
        if (found.size() > 1) {
            throw CommandException.failed("Found more than one (%d) runner: %s. Set `%s` to one of them."
                    .formatted(found.size(), String.join(", ", names), SETTING));
        }
        return found.iterator().next();
    }

    private EventSourcedSystem named(String name) {
        Object found = name.indexOf('#') >= 0 ? ofMethod(name) : ofBean(name);
        if (found instanceof EventSourcedSystem system) {
            return system;
        }
        if (found instanceof Runner runner) {
            return runner.system();
        }
        throw improper(
                name, found == null ? "it is null" : "it is a " + found.getClass().getName());
    }

    private @Nullable Object ofBean(String name) {
        if (context.containsBean(name)) {
            return context.getBean(name);
        }
        int dot = name.lastIndexOf('.');
        if (dot < 0 || !context.containsBean(name.substring(0, dot))) {
            String bean = dot < 0 ? name : name.substring(0, dot);
            throw improper(name, "there is no bean named `%s`".formatted(bean));
        }
        return attribute(name, context.getBean(name.substring(0, dot)), name.substring(dot + 1));
    }

    private static @Nullable Object attribute(String name, Object bean, String attribute) {
        return Optional.<Object>empty()
                .or(() -> property(new BeanWrapperImpl(bean), attribute))
                .or(() -> property(new DirectFieldAccessor(bean), attribute))
                .or(() -> accessor(name, bean, attribute))
                .orElseThrow(() -> improper(
                        name,
                        "a %s has no attribute `%s`, or it is null"
                                .formatted(ClassUtils.getUserClass(bean).getName(), attribute)));
    }

    private static Optional<Object> property(
            org.springframework.beans.PropertyAccessor accessor, String attribute) {
        try {
            return Optional.ofNullable(accessor.getPropertyValue(attribute));
        } catch (NotReadablePropertyException e) {
            return Optional.empty();
        } catch (InvalidPropertyException e) {
            throw CommandException.failed("`%s` names `%s`, which failed: %s".formatted(SETTING, attribute, e));
        }
    }

    private static Optional<Object> accessor(String name, Object bean, String attribute) {
        return ClassUtils.hasMethod(bean.getClass(), attribute)
                ? Optional.ofNullable(call(name, bean.getClass(), attribute, bean))
                : Optional.empty();
    }

    private @Nullable Object ofMethod(String name) {
        String[] parts = name.split("#", 2);
        Class<?> type;
        try {
            type = ClassUtils.forName(parts[0], context.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw improper(name, "there is no class `%s`".formatted(parts[0]));
        }
        return call(name, type, parts[1], null);
    }

    private static @Nullable Object call(String name, Class<?> type, String method, @Nullable Object on) {
        try {
            var found = type.getMethod(method);
            if (on == null && !Modifier.isStatic(found.getModifiers())) {
                throw improper(name, "`%s` is not static".formatted(method));
            }
            return found.invoke(on);
        } catch (NoSuchMethodException e) {
            throw improper(
                    name, "%s has no public method `%s` without parameters".formatted(type.getName(), method));
        } catch (ReflectiveOperationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw CommandException.failed("The setting `%s` is `%s`, which failed: %s".formatted(SETTING, name, cause));
        } catch (BeansException e) {
            throw CommandException.failed("The setting `%s` is `%s`, which failed: %s".formatted(SETTING, name, e));
        }
    }

    private static CommandException improper(String name, String why) {
        return CommandException.failed(
                "The setting `%s` is improperly set to `%s`: %s. %s".formatted(SETTING, name, why, FORMS));
    }
}
