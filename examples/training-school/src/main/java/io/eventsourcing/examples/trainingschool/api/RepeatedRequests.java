package io.eventsourcing.examples.trainingschool.api;

import io.eventsourcing.examples.trainingschool.TrainingSchool;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Requests that clients send again when they have had no answer: what one asks for is done once for each key. The key is saved
 * in the transaction of the command, so neither is there without the other.
 */
@Component
class RepeatedRequests {
    static final String KEY = "Idempotency-Key";

    private static final int LONGEST_KEY = 255;

    private final TrainingSchool school;

    RepeatedRequests(TrainingSchool school) {
        this.school = school;
    }

    /**
     * Runs a command, unless an earlier request of the same key has run it.
     *
     * @param key what the client has sent; null if it does not care
     * @param target what was asked of; keys of different targets have nothing to do with each other
     */
    void once(@Nullable String key, String target, Runnable command) {
        if (key == null) {
            command.run();
        } else if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "An %s has 1 to %d characters".formatted(KEY, LONGEST_KEY));
        } else {
            onceForKey("%s %s".formatted(target, key), command);
        }
    }

    /** What is refused may be so only because the same request, sent twice, was done meanwhile: we look once more. */
    private void onceForKey(String key, Runnable command) {
        try {
            school.handleOnce(key, command);
        } catch (ResponseStatusException e) {
            school.handleOnce(key, () -> {
                throw e;
            });
        }
    }

    /** Refuses a key that was used for something else: what the request asks for was not done. */
    static void requireDone(boolean done) {
        if (!done) {
            throw new ResponseStatusException(
                    HttpStatus.UNPROCESSABLE_CONTENT, "This %s was used for another request".formatted(KEY));
        }
    }
}
