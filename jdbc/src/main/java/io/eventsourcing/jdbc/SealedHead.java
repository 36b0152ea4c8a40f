package io.eventsourcing.jdbc;

import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;

/**
 * The settled head of a database that does not show who holds ids: missing ids are sealed.
 *
 * <p>A run of visible ids without holes is settled. At a hole, a marker row is inserted at the missing id, without
 * waiting. If that succeeds, the id was rolled back, or it was drawn and not yet inserted; then its writer fails with a
 * retryable error instead of appearing behind the followers. If the id is there by now, the scan begins anew. If a
 * transaction owns it, the head waits. Holes are sealed from the lowest up, and at the first owned one nothing above is
 * touched, since the ids above it may belong to the same insert.
 *
 * <p>Cost: an index scan of the new ids, and one insert for each id that was rolled back. The markers leave no holes, so
 * only what is newer than the last look is ever looked at.
 */
final class SealedHead extends LookingHead<SealSource> {
    private static final int SCAN_LIMIT = 10_000;
    private static final int MOST_SCANS = 1_000;

    private final int scanLimit;
    private long head;
    private boolean owned;

    SealedHead(HeadSource.Opener<? extends SealSource> opener, SqlErrors errors) {
        this(opener, errors, SCAN_LIMIT);
    }

    SealedHead(HeadSource.Opener<? extends SealSource> opener, SqlErrors errors, int scanLimit) {
        super(opener, errors);
        this.scanLimit = scanLimit;
    }

    @Override
    long head() {
        return head;
    }

    @Override
    boolean held() {
        return owned;
    }

    @Override
    String holders(SealSource source) {
        return "the one that has inserted " + (head + 1);
    }

    @Override
    void advance(SealSource source) throws SQLException {
        owned = false;
        int scans = 1;
        while (scan(source) && scans < MOST_SCANS) {
            scans++;
        }
    }

    /** Scans once; true if a scan may find more. */
    private boolean scan(SealSource source) throws SQLException {
        List<Long> ids = source.idsAfter(head, scanLimit);
        Iterator<Long> visible = ids.iterator();
        while (visible.hasNext()) {
            long id = visible.next();
            while (head + 1 < id) {
                switch (source.seal(head + 1)) {
                    case SEALED -> head++;
                    case COMMITTED -> {
                        return true;
                    }
                    case OWNED -> {
                        owned = true;
                        return false;
                    }
                }
            }
            head = id;
        }
        return ids.size() == scanLimit;
    }
}
