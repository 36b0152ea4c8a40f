package io.eventsourcing.system;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.OriginatorType;
import io.eventsourcing.mapping.EventMapper;
import io.eventsourcing.persistence.MessageRecorder;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.Segment;
import io.eventsourcing.persistence.StoredMessage;
import io.eventsourcing.persistence.Tracking;
import io.eventsourcing.system.Worker.Again;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of one process application: keeps them, and delivers those that are due, one in each transaction, which takes
 * the message out and does what the application does about it. A lock like that of a follower's position has one process
 * deliver at a time; that a message is taken out in the same transaction has it delivered once, whatever the clocks say. One
 * that fails is tried again with growing pauses, for as long as it takes, while the others go on.
 */
final class ScheduledMessages {
    private static final Logger log = LoggerFactory.getLogger(ScheduledMessages.class);
    /** In the place of a leader's name, where positions are stored. */
    static final String LOCK = "(scheduled messages)";

    private static final Segment WHOLE = new Segment(0, 1);

    private final ProcessApplication application;

    /** Whether an application schedules any. */
    static boolean any(Object follower) {
        return follower instanceof ProcessApplication application
                && !application.messageTypes().isEmpty();
    }

    ScheduledMessages(ProcessApplication application) {
        this.application = application;
    }

    private EventSourcing eventSourcing() {
        return application.eventSourcing();
    }

    /** Whether they are kept in this database. */
    boolean isIn(PersistenceModule database) {
        return eventSourcing().persistence() == database;
    }

    private MessageRecorder recorder() {
        return eventSourcing().persistence().messageRecorder();
    }

    private void registerTypes() {
        application.messageTypes().stream()
                .flatMap(type -> OriginatorType.eventTypes(type).stream())
                .forEach(eventSourcing().topics()::register);
    }

    private EventMapper mapper(UUID id) {
        registerTypes();
        return eventSourcing().mapper().forOriginators(application.name(), List.of(id));
    }

    void put(UUID id, Instant dueAt, Object body) {
        Instant due = dueAt.truncatedTo(ChronoUnit.MICROS);
        DomainEvent<Object> event = new DomainEvent<>(
                id, 1, eventSourcing().clock().instant(), eventSourcing().currentMetadata(), body);
        recorder().put(new StoredMessage(mapper(id).toStored(application.name(), null, event), due, due, 0));
    }

    boolean cancel(UUID id) {
        return recorder().remove(application.name(), id);
    }

    /** Delivers at most one message; never throws. */
    Again step() {
        StoredMessage[] delivering = new StoredMessage[1];
        try {
            Instant now = eventSourcing().clock().instant();
            if (recorder().firstDue(application.name(), now).isEmpty()) {
                return Again.LATER;
            }
            return eventSourcing().transactions().separate(() -> {
                if (!locked()) {
                    return Again.LATER;
                }
                Optional<StoredMessage> due = recorder().firstDue(application.name(), now);
                due.ifPresent(message -> {
                    delivering[0] = message;
                    deliver(message);
                });
                return due.isPresent() ? Again.AT_ONCE : Again.LATER;
            });
        } catch (RuntimeException | Error e) {
            return failed(delivering[0], e);
        }
    }

    /** Whether nobody else delivers, and no operator has paused the application. */
    private boolean locked() {
        return eventSourcing()
                .persistence()
                .trackingRecorder()
                .lock(application.name(), LOCK, WHOLE)
                .filter(tracking -> tracking.state() != Tracking.State.PAUSED)
                .isPresent();
    }

    private void deliver(StoredMessage stored) {
        UUID id = stored.event().originatorId();
        if (!recorder().remove(application.name(), id)) {
            return;
        }
        for (DomainEvent<Object> event : mapper(id).toDomain(stored.event())) {
            ScheduledMessage message = new ScheduledMessage(id, stored.dueAt(), event.body(), event.metadata());
            eventSourcing().withMetadata(event.metadata(), () -> application.onMessage(message));
        }
    }

    private Again failed(@Nullable StoredMessage message, Throwable e) {
        if (message == null) {
            log.warn("The scheduled messages of {} cannot be read now", application.name(), e);
            return Again.LATER;
        }
        UUID id = message.event().originatorId();
        Instant next = eventSourcing()
                .clock()
                .instant()
                .plus(Backoff.defaults().pause(message.attempts() + 1))
                .truncatedTo(ChronoUnit.MICROS);
        log.error("The scheduled message {} of {} failed and is tried again at {}", id, application.name(), next, e);
        try {
            eventSourcing().transactions().separate(() -> {
                if (locked() && recorder().remove(application.name(), id)) {
                    recorder().put(message.failedUntil(next));
                }
                return true;
            });
            return Again.AT_ONCE;
        } catch (RuntimeException ownFailure) {
            log.warn("The failure of the scheduled message {} could not be stored", id, ownFailure);
            return Again.LATER;
        }
    }
}
