package io.eventsourcing.testkit.contract;

import io.eventsourcing.application.EventLog;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.system.ProcessApplication;
import io.eventsourcing.system.ScheduledMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** A follower that reminds of what was paid, a while later. */
final class Reminders extends ProcessApplication {
    sealed interface Reminder permits Remind, Other {}

    record Remind(int amount) implements Reminder {}

    record Other(String text) implements Reminder {}

    record Reminded(int amount) {}

    static final Duration LATER = Duration.ofMinutes(10);

    private final EventLog<Reminded> reminded = log(new UUID(0, 7), Reminded.class);
    private volatile Consumer<ScheduledMessage> before = message -> {};

    Reminders(EventSourcing eventSourcing) {
        super(eventSourcing);
    }

    /** Called for each message before it is handled. */
    void before(Consumer<ScheduledMessage> action) {
        before = action;
    }

    UUID remind(Instant at, int amount) {
        return schedule(at, new Remind(amount));
    }

    void remind(UUID id, Instant at, int amount) {
        schedule(id, at, new Remind(amount));
    }

    void scheduleAnything(Object message) {
        schedule(LATER, message);
    }

    boolean forget(UUID id) {
        return cancel(id);
    }

    @Override
    protected void policy(DomainEvent<?> event) {
        int amount = Copies.amountOf(event);
        if (amount != 0) {
            schedule(LATER, new Remind(amount));
        }
    }

    @Override
    protected void onMessage(ScheduledMessage message) {
        if (message.body() instanceof Remind remind) {
            reminded.append(new Reminded(remind.amount()));
        }
        before.accept(message);
    }

    @Override
    protected Set<Class<?>> messageTypes() {
        return Set.of(Reminder.class);
    }

    /** The amounts in the order in which they were reminded of. */
    List<Integer> amounts() {
        return reminded.list().stream().map(event -> event.body().amount()).toList();
    }
}
