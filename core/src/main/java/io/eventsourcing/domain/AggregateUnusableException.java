package io.eventsourcing.domain;

/**
 * An aggregate object no longer agrees with the stored events: its {@code apply} threw half-way, or the transaction in
 * which it was saved rolled back. Load it again from the repository.
 */
public class AggregateUnusableException extends EventSourcingException {
    private static final long serialVersionUID = 1L;

    public AggregateUnusableException(String message) {
        super(message);
    }
}
