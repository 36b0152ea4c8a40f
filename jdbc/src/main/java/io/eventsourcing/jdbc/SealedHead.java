package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.SettledHead;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
final class SealedHead implements SettledHead {
    private static final Logger log = LoggerFactory.getLogger(SealedHead.class);
    private static final int SCAN_LIMIT = 10_000;
    private static final int MOST_SCANS = 1_000;
    private static final Duration LONG = Duration.ofSeconds(5);

    private final HeadSource.Opener<? extends SealSource> opener;
    private final SqlErrors errors;
    private final int scanLimit;
    private final SharedLook looks = new SharedLook();
    private long head;
    private boolean owned;
    private long heldSince = System.nanoTime();
    private volatile @Nullable String delay;

    SealedHead(HeadSource.Opener<? extends SealSource> opener, SqlErrors errors) {
        this(opener, errors, SCAN_LIMIT);
    }

    SealedHead(HeadSource.Opener<? extends SealSource> opener, SqlErrors errors, int scanLimit) {
        this.opener = opener;
        this.errors = errors;
        this.scanLimit = scanLimit;
    }

    @Override
    public long read() {
        return looks.get(this::look);
    }

    @Override
    public Optional<String> delay() {
        return Optional.ofNullable(delay);
    }

    private long look() {
        try (SealSource source = opener.open()) {
            long before = head;
            owned = false;
            int scans = 1;
            while (advance(source) && scans < MOST_SCANS) {
                scans++;
            }
            watch(before);
            return head;
        } catch (SQLException e) {
            throw errors.translate("look for the settled head", e);
        }
    }

    /** Scans once; true if a scan may find more. */
    private boolean advance(SealSource source) throws SQLException {
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

    private void watch(long before) {
        long now = System.nanoTime();
        if (!owned || head > before) {
            heldSince = now;
            delay = null;
        } else if (delay == null && now - heldSince > LONG.toNanos()) {
            delay = "Followers wait at notification %d for the transaction that has inserted %d and has not ended"
                    .formatted(head, head + 1);
            log.warn(delay);
        }
    }
}
