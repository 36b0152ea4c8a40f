package io.eventsourcing.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PrePersist;
import jakarta.persistence.Transient;

/** A row of the application's own. */
@Entity
class Invoice {
    @Id
    private String number = "";

    private int amount;

    @Transient
    private Runnable beforeInsert = () -> {};

    @Transient
    private Runnable afterInsert = () -> {};

    protected Invoice() {}

    Invoice(String number, int amount) {
        this.number = number;
        this.amount = amount;
    }

    Invoice beforeInsert(Runnable action) {
        beforeInsert = action;
        return this;
    }

    Invoice afterInsert(Runnable action) {
        afterInsert = action;
        return this;
    }

    void add(int more) {
        amount += more;
    }

    int amount() {
        return amount;
    }

    @PrePersist
    void inserting() {
        beforeInsert.run();
    }

    @PostPersist
    void inserted() {
        afterInsert.run();
    }
}
