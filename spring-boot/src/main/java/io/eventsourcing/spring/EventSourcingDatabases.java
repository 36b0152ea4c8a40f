package io.eventsourcing.spring;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The databases that events are stored in: the one that applications share, and those that settings name for single ones.
 * Immutable and thread-safe.
 */
public final class EventSourcingDatabases {
    private final Map<String, EventSourcing> all;

    private EventSourcingDatabases(Map<String, EventSourcing> all) {
        this.all = Collections.unmodifiableMap(all);
    }

    /** What a database is called that is in no DataSource bean which is known. */
    static final String UNNAMED = "eventSourcing";

    private static final String OTHER = "other";

    static EventSourcingDatabases of(EventSourcing main, String mainName, EventSourcingProperties properties) {
        Map<String, EventSourcing> all = new LinkedHashMap<>();
        all.put(mainName, main);
        properties
                .dataSourceNames()
                .forEach((application, name) -> all.putIfAbsent(name, main.forApplication(application)));
        return new EventSourcingDatabases(all);
    }

    /** Event sourcing by the names of the DataSource beans, that of the shared database first. */
    public Map<String, EventSourcing> all() {
        return all;
    }

    /**
     * Event sourcing in one of them: for a projection that is made with it, for searches, for keys.
     *
     * @param dataSourceName the name of a DataSource bean that a setting names
     * @throws IllegalArgumentException if no setting names it
     */
    public EventSourcing in(String dataSourceName) {
        EventSourcing found = all.get(dataSourceName);
        if (found == null) {
            throw new IllegalArgumentException(
                    "No events are stored in a data source '%s'; they are in %s: set eventsourcing.applications.<name>.data-source"
                            .formatted(dataSourceName, all.keySet()));
        }
        return found;
    }

    /** The name of the database that an application is stored in; {@value #OTHER} if it is in none of these. */
    public String nameOf(Application application) {
        return all.entrySet().stream()
                .filter(entry -> entry.getValue().persistence()
                        == application.eventSourcing().persistence())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(OTHER);
    }

    /** The version of the library, if its jar tells it. */
    public static Optional<String> version() {
        return Optional.ofNullable(EventSourcing.class.getPackage().getImplementationVersion());
    }

    /** What has held the settled heads back for long, in words for an operator; empty if nothing has. */
    public Optional<String> delay() {
        List<String> delays = new ArrayList<>();
        all.forEach((name, eventSourcing) -> eventSourcing
                .persistence()
                .settledHead()
                .delay()
                .ifPresent(delay -> delays.add(all.size() == 1 ? delay : name + ": " + delay)));
        return delays.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", delays));
    }
}
