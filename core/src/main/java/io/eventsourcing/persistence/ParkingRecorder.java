package io.eventsourcing.persistence;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps the notifications that followers have put aside. Everything joins the active transaction. Who changes anything
 * holds the lock of the follower's tracking for that segment. Implementations are thread-safe.
 */
public interface ParkingRecorder {
    /** Puts notifications aside. */
    void park(List<ParkedNotification> parked);

    /** The parked notifications of a follower of a leader after an id, in ascending order of their ids. */
    List<ParkedNotification> select(String applicationName, String leaderName, long after, int limit);

    /** The first parked notification of an originator, if there is one. */
    Optional<ParkedNotification> first(String applicationName, String leaderName, UUID originatorId);

    /** The originators of which something is parked. */
    Set<UUID> originators(String applicationName, String leaderName);

    /** How many notifications are parked. */
    long count(String applicationName, String leaderName);

    /** Stores the failure, the attempts and the segment of a parked notification anew. */
    void update(ParkedNotification parked);

    /** Takes a notification out; false if it was not parked. */
    boolean remove(ParkedNotification parked);
}
