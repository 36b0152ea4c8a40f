package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.DataException;
import io.eventsourcing.persistence.EventFilter;
import io.eventsourcing.persistence.EventSearch;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.SearchPage;
import io.eventsourcing.persistence.StoredEvent;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks at every event in memory. */
record MemoryEventSearch(MemoryEventRecorder events) implements EventSearch {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public List<Notification> search(EventFilter filter, SearchPage page) {
        NotificationQuery topics = NotificationQuery.after(0, Integer.MAX_VALUE).topics(filter.topics());
        List<Notification> all = events.selectNotifications(filter.applicationName(), topics);
        Stream<Notification> ordered = page.newestFirst()
                ? all.reversed().stream().filter(found -> found.id() < page.beyond())
                : all.stream().filter(found -> found.id() > page.beyond());
        return ordered.filter(found -> matches(filter, found.event()))
                .limit(page.limit())
                .toList();
    }

    private static boolean matches(EventFilter filter, StoredEvent event) {
        return filter.matches(event)
                && filter.metadata().values().entrySet().stream()
                        .allMatch(value -> hasValue(event, value.getKey(), value.getValue()));
    }

    private static boolean hasValue(StoredEvent event, String name, String value) {
        if (event.metadata() == null) {
            return false;
        }
        try {
            JsonNode found = JSON.readTree(event.metadata()).path(name);
            return found.isString() && found.stringValue().equals(value);
        } catch (JacksonException e) {
            throw new DataException("The metadata of %s is not JSON".formatted(event), e);
        }
    }
}
