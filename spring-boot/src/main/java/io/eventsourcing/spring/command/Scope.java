package io.eventsourcing.spring.command;

import io.eventsourcing.system.EventSourcedSystem;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** What commands work on. There is no application yet while arguments are only looked at. */
final class Scope {
    private final @Nullable ApplicationContext context;

    Scope(@Nullable ApplicationContext context) {
        this.context = context;
    }

    /** @throws CommandException if there is none, or more than one and no setting to tell which */
    EventSourcedSystem system() {
        return new RunnerDiscovery(Objects.requireNonNull(context, "context")).system();
    }

    /** The system, which has all of these followers. */
    EventSourcedSystem systemWith(Collection<String> followers) {
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
}
