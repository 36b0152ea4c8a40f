package io.eventsourcing.check;

import java.util.Objects;

/**
 * Something stored that is not as it should be.
 *
 * @param kind what is wrong
 * @param applicationName the application
 * @param key which row it is: an originator and a version as {@code id/version}, a notification id, a follower
 * @param message what was found
 */
public record StoreProblem(Kind kind, String applicationName, String key, String message) {
    /** What can be wrong. */
    public enum Kind {
        /** Versions between two events of an originator are missing. */
        VERSIONS_MISSING,
        /** The first event of an originator is missing, and no snapshot makes up for it. */
        BEGIN_MISSING,
        /** A later version has a lower notification id than an earlier one, so followers read them the wrong way round. */
        OUT_OF_ORDER,
        /** No type is registered for the topic of an event. */
        TOPIC_UNKNOWN,
        /** A state or the metadata of an event cannot be decrypted, decompressed, upcast or decoded. */
        UNREADABLE,
        /** A snapshot does not fit its class, so it is passed over when its aggregate is loaded. */
        SNAPSHOT_UNFIT,
        /** A snapshot is of a later version than the last event. */
        SNAPSHOT_AHEAD,
        /** Events that are committed are not settled, so followers wait. */
        HEAD_HELD,
        /** A follower's position is beyond the settled head of its leader. */
        POSITION_AHEAD,
        /** A parked notification does not exist, or is of another originator. */
        PARKED_MISSING
    }

    public StoreProblem {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(applicationName, "applicationName");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(message, "message");
    }
}
