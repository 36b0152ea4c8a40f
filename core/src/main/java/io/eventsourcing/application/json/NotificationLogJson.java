package io.eventsourcing.application.json;

import io.eventsourcing.application.NotificationLog;
import io.eventsourcing.application.Section;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.StoredEvent;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pages of a notification log as JSON, for services that read it over HTTP: byte for byte those that the Python
 * library serves. States are base64 of what is stored, so what is stored encrypted is served encrypted. A page never
 * holds what its readers could miss something before: it ends at the settled head. Thread-safe.
 */
public final class NotificationLogJson {
    private final NotificationLog log;
    private final int sectionSize;

    /** The pages of one application's log, with sections of {@value NotificationLog#SECTION_SIZE} at most. */
    public NotificationLogJson(NotificationLog log) {
        this(log, NotificationLog.SECTION_SIZE);
    }

    /**
     * The pages of one application's log.
     *
     * @param sectionSize how many notifications a section holds at most, for readers who ask for so many
     */
    public NotificationLogJson(NotificationLog log, int sectionSize) {
        if (sectionSize < 1) {
            throw new IllegalArgumentException("sectionSize must be at least 1 but is " + sectionSize);
        }
        this.log = Objects.requireNonNull(log, "log");
        this.sectionSize = sectionSize;
    }

    /**
     * A section as {@link NotificationLog#section} finds it: an object of {@code id}, {@code next_id} and {@code items}. One
     * that has a {@code next_id} never changes and may be cached for ever.
     *
     * @param id two numbers with a comma between, as {@code "1,10"}
     * @throws IllegalArgumentException if the id is not such a name
     */
    public String section(String id) {
        return sectionPage(id).json();
    }

    /**
     * The same with what an HTTP endpoint needs besides.
     *
     * @throws IllegalArgumentException if the id is not such a name
     */
    public SectionPage sectionPage(String id) {
        Section section = log.section(id, sectionSize);
        ObjectNode page = PageJson.object().put("id", section.id()).put("next_id", section.nextId());
        page.set("items", items(section.items()));
        return new SectionPage(PageJson.write(page), section.nextId() != null);
    }

    /** Notifications of all topics from an id on, that id included. */
    public String select(long start, int limit) {
        return select(start, limit, Set.of(), true);
    }

    /**
     * An array of notifications in ascending order of their ids.
     *
     * @param start where to begin; 0 is the beginning
     * @param limit at most so many, and never more than {@value NotificationLog#SECTION_SIZE}; 0 selects none
     * @param topics only events of these topics; empty means all
     * @param inclusiveOfStart whether the notification of the id {@code start} is among them
     * @throws IllegalArgumentException if the limit is negative or greater than the size of a section
     */
    public String select(long start, int limit, Set<String> topics, boolean inclusiveOfStart) {
        if (limit < 0 || limit > NotificationLog.SECTION_SIZE) {
            throw new IllegalArgumentException(
                    "limit must be from 0 to %d, the size of a section, but is %d: ask for several pages, each from the last id of the one before"
                            .formatted(NotificationLog.SECTION_SIZE, limit));
        }
        long from = Math.max(0, start);
        long after = inclusiveOfStart ? Math.max(0, from - 1) : from;
        return PageJson.write(items(log.select(after, limit, topics).notifications()));
    }

    private static ArrayNode items(List<Notification> notifications) {
        ArrayNode items = PageJson.array();
        notifications.forEach(notification -> items.add(item(notification)));
        return items;
    }

    private static JsonNode item(Notification notification) {
        StoredEvent event = notification.event();
        return PageJson.object()
                .put("id", notification.id())
                .put("originator_id", event.originatorId().toString().replace("-", ""))
                .put("originator_version", event.originatorVersion())
                .put("topic", event.topic())
                .put("state", event.state());
    }
}
