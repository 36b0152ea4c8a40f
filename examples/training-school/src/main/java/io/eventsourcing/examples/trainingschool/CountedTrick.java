package io.eventsourcing.examples.trainingschool;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

/** A row of the page of tricks, which the follower keeps up to date in the transaction of its events. */
@Entity
public class CountedTrick {
    @Id
    private UUID id = new UUID(0, 0);

    private String trick = "";
    private long count;

    protected CountedTrick() {}

    public CountedTrick(UUID id, String trick, long count) {
        this.id = id;
        this.trick = trick;
        this.count = count;
    }

    public UUID getId() {
        return id;
    }

    public String getTrick() {
        return trick;
    }

    public long getCount() {
        return count;
    }
}
