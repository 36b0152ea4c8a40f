package io.eventsourcing.spring.command.base;

import io.eventsourcing.application.Application;
import io.eventsourcing.system.EventSourcedSystem;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** What commands work on. There is no application yet while arguments are only looked at. */
public final class Scope {
    private final @Nullable ApplicationContext context;
    private final Terminal terminal;

    /**
     * What there is to work on, and who has started the command.
     *
     * @param context the started application, or null if there is none yet
     */
    public Scope(@Nullable ApplicationContext context, Terminal terminal) {
        this.context = context;
        this.terminal = terminal;
    }

    Terminal terminal() {
        return terminal;
    }

    /** What is piped into the command. */
    public InputStream standardInput() {
        return terminal.input();
    }

    /** The application's beans. */
    public ApplicationContext context() {
        return Objects.requireNonNull(context, "context");
    }

    /**
     * The only bean of a type, or the primary one.
     *
     * @throws CommandException if there is none, or several
     */
    public <T> T only(Class<T> type) {
        T bean = context().getBeanProvider(type).getIfUnique();
        if (bean == null) {
            throw CommandException.failed(
                    "There must be one bean of the type %s, or one of them be primary, but there are %d."
                            .formatted(type.getName(), context().getBeanNamesForType(type).length));
        }
        return bean;
    }

    /**
     * The system whose followers commands work on.
     *
     * @throws CommandException if there is none, or more than one and no setting to tell which
     */
    public EventSourcedSystem system() {
        return new RunnerDiscovery(context()).system();
    }

    /** The system, which has all of these followers. */
    public EventSourcedSystem systemWith(Collection<String> followers) {
        EventSourcedSystem system = system();
        List<String> known = system.followers();
        TreeSet<String> unknown = new TreeSet<>(followers);
        known.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw CommandException.usage("Unknown followers selected: %s. The known followers are: %s."
                    .formatted(String.join(", ", unknown), String.join(", ", known)));
        }
        return system;
    }

    /**
     * The applications by their names: beans, and those in systems that are beans.
     *
     * @throws CommandException if there are none
     */
    public Map<String, Application> applications() {
        Map<String, Application> found = new TreeMap<>();
        context().getBeansOfType(Application.class).values().forEach(bean -> found.put(bean.name(), bean));
        RunnerDiscovery discovery = new RunnerDiscovery(context());
        discovery.systems().forEach(system -> system.applications().forEach(one -> found.putIfAbsent(one.name(), one)));
        if (found.isEmpty()) {
            throw CommandException.failed("No application found: there is no bean of the type %s, and none in a system."
                    .formatted(Application.class.getName()));
        }
        return found;
    }

    /**
     * One of the applications.
     *
     * @param name its name, or null if there is only one
     * @throws CommandException if there is none of that name, or several and no name
     */
    public Application application(@Nullable String name) {
        Map<String, Application> all = applications();
        String names = String.join(", ", all.keySet());
        if (name == null) {
            if (all.size() > 1) {
                throw CommandException.usage(
                        "There are several applications: %s. Name one with --application.".formatted(names));
            }
            return all.values().iterator().next();
        }
        Application found = all.get(name);
        if (found == null) {
            throw CommandException.usage(
                    "There is no application '%s'. The applications are: %s.".formatted(name, names));
        }
        return found;
    }
}
