package io.eventsourcing.persistence;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Keeps the messages that applications have scheduled. Everything joins the active transaction. Implementations are thread-safe. */
public interface MessageRecorder {
    /** Stores a message, in the place of one of the same id if there is one. */
    void put(StoredMessage message);

    /** Of the messages of an application that are to be tried by a time, the one that was to be tried first. */
    Optional<StoredMessage> firstDue(String applicationName, Instant at);

    /** Takes a message out; false if it is not there. Waits for another transaction that is about to do so. */
    boolean remove(String applicationName, UUID id);

    /** How many messages of an application are kept. */
    long count(String applicationName);
}
