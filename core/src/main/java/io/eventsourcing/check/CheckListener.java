package io.eventsourcing.check;

/** Is told how a check goes. Called on the checking thread. */
@FunctionalInterface
public interface CheckListener {
    /** Is told of a problem as soon as it is found. */
    void problem(StoreProblem problem);

    /**
     * Is told, page by page, how far the check of an application is. Does nothing unless overridden.
     *
     * @param checked how many events and snapshots have been looked at
     */
    default void progress(String applicationName, long checked) {}
}
