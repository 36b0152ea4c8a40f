package io.eventsourcing.examples.trainingschool.web;

import io.eventsourcing.examples.trainingschool.TrickName;
import org.jspecify.annotations.Nullable;

/**
 * The form that adds a trick to a dog.
 *
 * @param trick the trick
 * @param version the version of the dog that the form was shown with
 */
record NewTrick(@TrickName String trick, long version) {
    NewTrick(@Nullable String trick, long version) {
        this.trick = trick == null ? "" : trick.strip();
        this.version = version;
    }

    static NewTrick emptyAt(long version) {
        return new NewTrick("", version);
    }
}
