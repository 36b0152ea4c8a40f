package io.eventsourcing.remote;

import io.eventsourcing.application.Section;
import io.eventsourcing.persistence.SettledHead;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last notification of a leader in another service, which serves nothing beyond its settled head. A section begins with
 * the first id at or after the one asked for, so it tells whether there is anything from there on. The end of a long log is
 * found in ever larger steps, which become smaller again: some forty requests in a log of a million, and only one when
 * little has been added since the last look. Thread-safe.
 */
final class RemoteHead implements SettledHead {
    private final RemoteSections sections;
    private final int pageSize;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile long known;

    RemoteHead(RemoteSections sections, int pageSize) {
        this.sections = sections;
        this.pageSize = pageSize;
    }

    /** The head as of the last look. */
    long known() {
        return known;
    }

    @Override
    public long read() {
        lock.lock();
        try {
            Section section = sections.get(known + 1, pageSize);
            long found = last(section, known);
            known = section.nextId() == null ? found : end(found);
            return known;
        } finally {
            lock.unlock();
        }
    }

    private long end(long from) {
        long found = from;
        long step = pageSize;
        boolean growing = true;
        while (step > 0) {
            Section section = sections.get(found + step, 1);
            if (section.items().isEmpty()) {
                growing = false;
                step /= 2;
            } else {
                found = last(section, found);
                step = growing ? 2 * step : step;
            }
        }
        return found;
    }

    private static long last(Section section, long otherwise) {
        return section.items().isEmpty() ? otherwise : section.items().getLast().id();
    }

    /**
     * @param seen an id that this process has seen a notification at or after
     * @param end where the log ends now
     * @throws RemoteLeaderException if it has become shorter
     */
    void refuseEndBefore(long seen, long end) {
        if (end < seen) {
            throw sections.wrong(
                    end + 1,
                    "it ends at %d, but had reached %d: its history was replaced. Compare both, then move the follower to where they part"
                            .formatted(end, known));
        }
    }

    @Override
    public Optional<String> delay() {
        return Optional.empty();
    }
}
