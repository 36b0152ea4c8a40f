package io.eventsourcing.testkit.shape;

import io.eventsourcing.domain.OriginatorType;
import io.eventsourcing.mapping.Topics;
import io.eventsourcing.mapping.Upcaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Keeps the shape of every event type in a file of your repository, one line for each topic, and fails when events that were
 * stored under a topic could no longer be read as they were meant.
 *
 * <pre>{@code
 * EventShapes.in(Path.of("src/test/resources/event-shapes.txt"))
 *         .upcasters(upcasters)
 *         .verify(Dog.Event.class, TrickCounter.Event.class);
 * }</pre>
 *
 * <p>A topic that is new is added to the file, which is then to be committed. Lines are never changed or removed by this
 * class: what has once been stored stays.
 */
public final class EventShapes {
    private static final String SEPARATOR = " = ";

    private final Path file;
    private final List<Upcaster> upcasters;

    private EventShapes(Path file, List<Upcaster> upcasters) {
        this.file = file;
        this.upcasters = upcasters;
    }

    /** The shapes kept in a file, which need not exist yet. */
    public static EventShapes in(Path file) {
        return new EventShapes(Objects.requireNonNull(file, "file"), List.of());
    }

    /** The same, with the upcasters that the application is configured with. */
    public EventShapes upcasters(List<Upcaster> values) {
        return new EventShapes(file, List.copyOf(values));
    }

    /**
     * Compares the event types of today with what the file remembers.
     *
     * @param eventTypes sealed event types, or single events
     * @throws AssertionError if a shape changed under its topic, or if a topic is gone and no upcaster leads on from it
     * @throws UncheckedIOException if the file cannot be read or written
     */
    public void verify(Class<?>... eventTypes) {
        Map<String, String> today = today(eventTypes);
        Map<String, String> remembered = read();
        List<String> problems = new ArrayList<>();
        remembered.forEach((topic, shape) -> check(topic, shape, today, problems));
        if (!problems.isEmpty()) {
            throw new AssertionError(
                    "Stored events could no longer be read (" + file + "):\n" + String.join("\n", problems));
        }
        Map<String, String> all = new TreeMap<>(today);
        all.putAll(remembered);
        if (!all.equals(remembered)) {
            write(all);
        }
    }

    private static Map<String, String> today(Class<?>... eventTypes) {
        Topics topics = new Topics();
        Map<String, String> shapes = new TreeMap<>();
        for (Class<?> eventType : eventTypes) {
            for (Class<?> event : OriginatorType.eventTypes(eventType)) {
                shapes.put(topics.register(event), Shape.of(event));
            }
        }
        return shapes;
    }

    private void check(String topic, String remembered, Map<String, String> today, List<String> problems) {
        String current = today.get(topic);
        if (current == null) {
            if (upcasters.stream().noneMatch(upcaster -> upcaster.fromTopic().equals(topic))) {
                problems.add("""
                        - Topic '%s' is gone. Add an upcaster from it to a topic of today, for example
                          Upcaster.renamed("%s", NewName.class).""".formatted(topic, topic));
            }
        } else if (!current.equals(remembered)) {
            problems.add("""
                    - The shape of topic '%s' has changed
                      from %s
                      to   %s
                      Give the new shape a topic of its own, with @Topic, and add an upcaster to it from '%s'. If the events
                      that are stored are right without one, take the line out of the file.""".formatted(topic, remembered, current, topic));
        }
    }

    private Map<String, String> read() {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .filter(line -> line.contains(SEPARATOR))
                            .map(line -> line.split(SEPARATOR, 2))
                            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]))
                    : Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Map<String, String> shapes) {
        List<String> lines = shapes.entrySet().stream()
                .map(entry -> entry.getKey() + SEPARATOR + entry.getValue())
                .toList();
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
