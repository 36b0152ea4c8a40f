package io.eventsourcing.check;

import static io.eventsourcing.check.StoreProblem.Kind.BEGIN_MISSING;
import static io.eventsourcing.check.StoreProblem.Kind.OUT_OF_ORDER;
import static io.eventsourcing.check.StoreProblem.Kind.TOPIC_UNKNOWN;
import static io.eventsourcing.check.StoreProblem.Kind.UNREADABLE;
import static io.eventsourcing.check.StoreProblem.Kind.VERSIONS_MISSING;

import io.eventsourcing.application.Application;
import io.eventsourcing.mapping.EventMapper;
import io.eventsourcing.mapping.ForgottenException;
import io.eventsourcing.mapping.MapperException;
import io.eventsourcing.mapping.UnknownTopicException;
import io.eventsourcing.persistence.AggregateRecorder;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.StoredEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the events of one originator after the other. */
final class EventsCheck {
    private final Application application;
    private final Findings findings;
    private final PersistenceModule persistence;
    private @Nullable Notification last;
    private long originators;
    private long events;
    private long forgotten;

    EventsCheck(Application application, Findings findings) {
        this.application = application;
        this.findings = findings;
        this.persistence = application.eventSourcing().persistence();
    }

    void run() {
        AggregateRecorder recorder = persistence.eventRecorder();
        List<Notification> page = recorder.selectByOriginator(application.name(), null, StoreCheck.PAGE);
        while (!page.isEmpty()) {
            EventMapper mapper = mapperOf(page);
            for (Notification next : page) {
                checkOrder(next);
                checkState(next.event(), mapper);
                last = next;
            }
            events += page.size();
            findings.checked(page.size());
            page = recorder.selectByOriginator(
                    application.name(), page.getLast().event(), StoreCheck.PAGE);
        }
    }

    private EventMapper mapperOf(List<Notification> page) {
        Set<UUID> ids = new HashSet<>();
        page.forEach(row -> ids.add(row.event().originatorId()));
        return application.eventSourcing().mapper().forOriginators(application.name(), ids);
    }

    private void checkOrder(Notification next) {
        StoredEvent event = next.event();
        if (last == null || !last.event().originatorId().equals(event.originatorId())) {
            originators++;
            checkBegin(event);
            return;
        }
        long expected = last.event().originatorVersion() + 1;
        if (event.originatorVersion() > expected) {
            findings.problem(
                    VERSIONS_MISSING,
                    event,
                    "the versions %d to %d before it are missing".formatted(expected, event.originatorVersion() - 1));
        }
        if (next.id() <= last.id()) {
            findings.problem(
                    OUT_OF_ORDER,
                    event,
                    "its notification id %d is not above %d, that of version %d"
                            .formatted(next.id(), last.id(), last.event().originatorVersion()));
        }
    }

    private void checkBegin(StoredEvent first) {
        if (first.originatorVersion() > 1 && first.originatorTopic() == null && !begunBySnapshot(first)) {
            findings.problem(
                    BEGIN_MISSING, first, "it is the first one that is left, and no snapshot is there to begin with");
        }
    }

    private boolean begunBySnapshot(StoredEvent first) {
        return !persistence
                .snapshotRecorder()
                .selectEvents(
                        application.name(),
                        first.originatorId(),
                        EventQuery.last().after(first.originatorVersion() - 2))
                .isEmpty();
    }

    private void checkState(StoredEvent event, EventMapper mapper) {
        try {
            mapper.toDomain(event);
        } catch (ForgottenException e) {
            forgotten++;
        } catch (UnknownTopicException e) {
            findings.problem(TOPIC_UNKNOWN, event, String.valueOf(e.getMessage()));
        } catch (MapperException e) {
            findings.problem(UNREADABLE, event, String.valueOf(e.getMessage()));
        }
    }

    long originators() {
        return originators;
    }

    long events() {
        return events;
    }

    long forgotten() {
        return forgotten;
    }
}
