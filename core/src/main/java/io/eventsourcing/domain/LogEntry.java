package io.eventsourcing.domain;

import java.util.UUID;

/**
 * A new entry of an event log, to be saved on its own or together with aggregates. It carries events, and no state.
 *
 * @param <E> the type of the log's events
 */
@Topic("io.eventsourcing.event-log")
public final class LogEntry<E> extends Aggregate<E> {
    private LogEntry() {}

    /**
     * An entry that follows what a log already holds.
     *
     * @param logId the log
     * @param lastVersion the version of the log's last event, 0 if it has none
     */
    public static <E> LogEntry<E> after(UUID logId, long lastVersion, E event) {
        LogEntry<E> entry = new LogEntry<>();
        entry.beginAfter(logId, lastVersion);
        return entry.and(event);
    }

    /**
     * The same entry with one event more. Two entries made one after the other without a save between have the same
     * version, and only one of them could be saved; so several events are put into one.
     */
    public LogEntry<E> and(E event) {
        trigger(event);
        return this;
    }

    @Override
    protected void apply(E event) {}
}
