package io.eventsourcing.system;

/**
 * How many notifications to process in the next transaction.
 *
 * <p>Usually as many as the last ones showed to fit the time, and at most so many; it begins small and doubles. After a
 * failure, the half of them, to find the culprit with few transactions: what succeeds is committed and never processed
 * again. When the culprit has been dealt with, or was none, batches are as large as before.
 */
final class BatchSize {
    private static final int FIRST = 32;

    private final int most;
    private final long nanos;
    private int usual;
    private int searching;
    private long suspectedUpTo;

    BatchSize(int most, long nanos) {
        this.most = most;
        this.nanos = nanos;
        this.usual = Math.min(FIRST, most);
    }

    int next() {
        return searching > 0 ? searching : usual;
    }

    void succeeded(int size, long position, long took) {
        if (searching > 0) {
            searching = position < suspectedUpTo ? Math.max(1, searching / 2) : 0;
        } else if (took > nanos) {
            usual = (int) Math.max(1, size * nanos / took);
        } else if (size >= usual) {
            usual = Math.min(most, 2 * usual);
        }
    }

    /** Some of a batch goes wrong; which is to be found. */
    void failed(int size, long position) {
        searching = Math.max(1, size / 2);
        suspectedUpTo = position;
    }

    /** The batch was not at fault, but may have been too much. */
    void tooMuch() {
        usual = Math.max(1, usual / 2);
    }

    void culpritPassed() {
        searching = 0;
    }
}
