package io.eventsourcing.spring.command.base;

import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Runner;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * Finds the system whose followers a command works on: what the setting names, or else that of the only bean that is a
 * system or a runner.
 */
final class RunnerDiscovery {
    static final String SETTING = "eventsourcing.commands.runner";

    private static final String FORMS =
            "Name a bean (e.g. `schoolRunner`), the attribute of a bean (e.g. `schoolConfig.runner`) or a static method without parameters (e.g. `com.example.Runners#school`) that is an EventSourcedSystem or a Runner.";

    private final ApplicationContext context;

    RunnerDiscovery(ApplicationContext context) {
        this.context = context;
    }

    EventSourcedSystem system() {
        String named = context.getEnvironment().getProperty(SETTING);
        return named == null || named.isBlank() ? only() : named(named.strip());
    }

    /** All systems that are known: what the setting names, and the beans. */
    Set<EventSourcedSystem> systems() {
        Set<EventSourcedSystem> found = Collections.newSetFromMap(new IdentityHashMap<>());
        beans(found);
        String named = context.getEnvironment().getProperty(SETTING);
        if (named != null && !named.isBlank()) {
            found.add(named(named.strip()));
        }
        return found;
    }

    /** Adds the systems that are beans, and returns the names of these. */
    private Set<String> beans(Set<EventSourcedSystem> found) {
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
        return names;
    }

    private EventSourcedSystem only() {
        Set<EventSourcedSystem> found = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<String> names = beans(found);
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
                name,
                found == null ? "it is null" : "it is a " + found.getClass().getName());
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
        Class<?> type = bean.getClass();
        for (String accessor : List.of("get" + StringUtils.capitalize(attribute), attribute)) {
            Method method = ReflectionUtils.findMethod(type, accessor);
            if (method != null) {
                return call(name, method, bean);
            }
        }
        Field field = ReflectionUtils.findField(type, attribute);
        if (field == null) {
            throw improper(
                    name,
                    "a %s has no attribute `%s`"
                            .formatted(ClassUtils.getUserClass(bean).getName(), attribute));
        }
        ReflectionUtils.makeAccessible(field);
        return ReflectionUtils.getField(field, bean);
    }

    private @Nullable Object ofMethod(String name) {
        String[] parts = name.split("#", 2);
        Class<?> type;
        try {
            type = ClassUtils.forName(parts[0], context.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw improper(name, "there is no class `%s`".formatted(parts[0]));
        }
        Method method = ReflectionUtils.findMethod(type, parts[1]);
        if (method == null) {
            throw improper(name, "%s has no method `%s` without parameters".formatted(type.getName(), parts[1]));
        }
        if (!Modifier.isStatic(method.getModifiers())) {
            throw improper(name, "`%s` is not static".formatted(parts[1]));
        }
        return call(name, method, null);
    }

    private static @Nullable Object call(String name, Method method, @Nullable Object on) {
        try {
            ReflectionUtils.makeAccessible(method);
            return method.invoke(on);
        } catch (ReflectiveOperationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw CommandException.failed("The setting `%s` is `%s`, which failed: %s".formatted(SETTING, name, cause));
        }
    }

    private static CommandException improper(String name, String why) {
        return CommandException.failed(
                "The setting `%s` is improperly set to `%s`: %s. %s".formatted(SETTING, name, why, FORMS));
    }
}
