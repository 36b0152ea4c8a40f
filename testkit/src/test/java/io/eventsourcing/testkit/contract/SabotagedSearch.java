package io.eventsourcing.testkit.contract;

import io.eventsourcing.domain.Metadata;
import io.eventsourcing.persistence.EventFilter;
import io.eventsourcing.persistence.EventSearch;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.SearchPage;
import java.util.List;

/** A search with one thing wrong. */
record SabotagedSearch(EventSearch good, Fault fault) implements EventSearch {
    @Override
    public List<Notification> search(EventFilter filter, SearchPage page) {
        return switch (fault) {
            case SEARCHES_ANY_METADATA -> good.search(without(filter), page);
            case SEARCHES_FORWARDS_ONLY -> good.search(filter, new SearchPage(false, 0, page.limit()));
            default -> good.search(filter, page);
        };
    }

    private static EventFilter without(EventFilter filter) {
        return new EventFilter(
                filter.applicationName(),
                filter.topics(),
                filter.originatorId(),
                filter.from(),
                filter.before(),
                Metadata.none());
    }
}
