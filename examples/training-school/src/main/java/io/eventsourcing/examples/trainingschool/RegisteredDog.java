package io.eventsourcing.examples.trainingschool;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the list of dogs: an ordinary entity beside the events. */
@Entity
public class RegisteredDog {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String name = "";
    private Instant registeredAt = Instant.EPOCH;

    protected RegisteredDog() {}

    public RegisteredDog(String name, Instant registeredAt) {
        this.name = name;
        this.registeredAt = registeredAt;
    }

    public @Nullable Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public Instant getRegisteredAt() {
        return registeredAt;
    }
}
