package io.eventsourcing.persistence;

import java.util.List;

/**
 * How much one transaction may append. Followers wait while an append is between its insert and its commit, so a single
 * huge one would hold them all.
 *
 * @param events the greatest number of events
 * @param bytes the greatest sum of the sizes of their states
 */
public record AppendLimit(int events, long bytes) {
    private static final AppendLimit DEFAULT = new AppendLimit(10_000, 32L << 20);

    /** 10,000 events and 32 MiB. */
    public static AppendLimit defaults() {
        return DEFAULT;
    }

    void check(List<StoredEvent> append) {
        long size = append.stream().mapToLong(event -> event.state().length).sum();
        if (append.size() > events || size > bytes) {
            throw new DataException(
                    "One transaction may append at most %,d events and %,d bytes, not %,d events and %,d bytes: split the work into several transactions, or raise the append limit"
                            .formatted(events, bytes, append.size(), size),
                    null);
        }
    }
}
