package io.eventsourcing.examples.trainingschool.web;

import io.eventsourcing.examples.trainingschool.DogName;
import org.jspecify.annotations.Nullable;

/** The form in which dogs are registered. */
record Registration(@DogName String name) {
    Registration(@Nullable String name) {
        this.name = name == null ? "" : name.strip();
    }
}
