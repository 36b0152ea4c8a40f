package io.eventsourcing.testkit.scenario;

import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * Why a follower did not process everything.
 *
 * @param message which follower, at which event
 * @param cause what was thrown; null if the follower was only too slow
 */
record FollowerFailure(String message, @Nullable Throwable cause) {
    AssertionFailedError toError() {
        return new AssertionFailedError(message, cause);
    }
}
