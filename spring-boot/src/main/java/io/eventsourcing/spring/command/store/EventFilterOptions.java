package io.eventsourcing.spring.command.store;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.mapping.EventMapper;
import io.eventsourcing.persistence.EventFilter;
import io.eventsourcing.spring.command.base.CommandException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which events are looked for. */
final class EventFilterOptions {
    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Only events of this topic, or whose topic ends with this name; may be given several times.")
    private List<String> topics = new ArrayList<>();

    @Option(names = "--originator", paramLabel = "ID", description = "Only events of this originator.")
    @Nullable
    private UUID originator;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Only events recorded at this time or later.")
    @Nullable
    private Instant since;

    @Option(
            names = "--before",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Only events recorded before this time.")
    @Nullable
    private Instant before;

    @Option(
            names = "--metadata",
            paramLabel = "NAME=VALUE",
            description = "Only events whose metadata has this value; may be given several times.")
    private Map<String, String> metadata = new LinkedHashMap<>();

    /** @throws CommandException if a topic is not known, or if no time can be in the range */
    EventFilter filter(String applicationName, EventSourcing eventSourcing) {
        EventFilter filter = EventFilter.of(applicationName).topics(storedTopics(eventSourcing));
        if (originator != null) {
            filter = filter.originator(originator);
        }
        if (since != null) {
            filter = filter.recordedFrom(since);
        }
        try {
            if (before != null) {
                filter = filter.recordedBefore(before);
            }
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(e.getMessage() + ".");
        }
        for (Map.Entry<String, String> value : metadata.entrySet()) {
            filter = filter.metadata(value.getKey(), value.getValue());
        }
        return filter;
    }

    /** A name without any punctuation cannot be a whole topic that is not registered, so it is probably a mistake. */
    private Set<String> storedTopics(EventSourcing eventSourcing) {
        EventMapper mapper = eventSourcing.mapper();
        Set<String> stored = new TreeSet<>();
        for (String name : topics) {
            Set<String> meant = eventSourcing.topics().meantBy(name);
            if (meant.isEmpty() && name.chars().allMatch(Character::isLetterOrDigit)) {
                throw CommandException.usage(
                        "No topic is '%s' or ends with that name. Give the whole topic if no type is registered for it."
                                .formatted(name));
            }
            stored.add(name);
            meant.forEach(topic -> stored.addAll(mapper.storedTopics(topic)));
        }
        return stored;
    }
}
