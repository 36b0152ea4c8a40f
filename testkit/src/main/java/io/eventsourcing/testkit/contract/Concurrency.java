package io.eventsourcing.testkit.contract;

/** What other transactions of a backend may do while one is writing. The contracts hold a backend to what it declares. */
public enum Concurrency {
    /** Transactions write at the same time. */
    MANY_WRITERS,
    /** Others read at the same time; who wants to write waits, and in vain is told so by a retryable error. */
    ONE_WRITER,
    /** Others wait, and in vain are told so by a retryable error. */
    ONE_TRANSACTION
}
