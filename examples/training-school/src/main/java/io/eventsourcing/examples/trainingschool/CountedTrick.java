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

    /** What other programs have counted may hold U+0000, which PostgreSQL does not store. */
    public CountedTrick(TrickCounter counter) {
        this.id = counter.id();
        this.trick = counter.trick().replace('\0', '\uFFFD');
        this.count = counter.count();
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
