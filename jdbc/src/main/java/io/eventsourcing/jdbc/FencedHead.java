package io.eventsourcing.jdbc;

import io.eventsourcing.jdbc.FenceSource.Holder;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The settled head of a database that shows who holds ids: a fence.
 *
 * <p>Ids are drawn before the commit, so commits overtake each other, and whoever reads "id greater than the last one"
 * skips events for ever. Writers are not made to wait for this; readers find out how far they may go:
 *
 * <ul>
 *   <li><b>S</b> scans the visible ids above the head. A run without holes is settled at once.
 *   <li>At a hole, <b>F</b>, a later statement, asks which transactions may own a missing id. They and the highest id that
 *       S saw are remembered as an epoch. Whoever draws an id later draws a higher one.
 *   <li>At every later F, each epoch keeps those of its holders that are still there. When none is left, everything up to
 *       the epoch's id is settled: what is still missing was rolled back.
 * </ul>
 *
 * <p>S and F must be separate statements in this order: an owner that ended before F is visible to whatever is read after
 * F, but not to an S with an older or the same snapshot; so the head moves for the next reading, never for ids already
 * read. A prepared transaction has lost the name that its epoch knew, so it belongs to every epoch until it has ended.
 *
 * <p>Cost: an index scan of the new ids, and one look at the lock table while there are holes. While the same holders hold
 * the head, only F is run. Nothing is written, and no clock decides.
 */
final class FencedHead extends LookingHead<FenceSource> {
    private static final int SCAN_LIMIT = 10_000;
    private static final int MOST_EPOCHS = 64;

    /** An id and the transactions that may own a missing id up to it. */
    private static final class Epoch {
        final long id;
        final Set<Holder> holders;

        Epoch(long id, Set<Holder> holders) {
            this.id = id;
            this.holders = new HashSet<>(holders);
        }

        boolean keepOnly(Set<Holder> present) {
            boolean changed = holders.retainAll(present);
            present.stream().filter(Holder::prepared).forEach(holders::add);
            return changed;
        }
    }

    private final int scanLimit;
    private final Deque<Epoch> epochs = new ArrayDeque<>();
    private boolean begun;
    private long head;

    FencedHead(HeadSource.Opener<? extends FenceSource> opener, SqlErrors errors) {
        this(opener, errors, SCAN_LIMIT);
    }

    FencedHead(HeadSource.Opener<? extends FenceSource> opener, SqlErrors errors, int scanLimit) {
        super(opener, errors);
        this.scanLimit = scanLimit;
    }

    @Override
    long head() {
        return head;
    }

    @Override
    boolean held() {
        return !epochs.isEmpty();
    }

    @Override
    String holders(FenceSource source) throws SQLException {
        return source.describe(epochs.getFirst().holders);
    }

    @Override
    void advance(FenceSource source) throws SQLException {
        if (!begun) {
            begin(source);
        } else if (epochs.isEmpty() || fenceMoved(source)) {
            scan(source);
        }
    }

    private void begin(FenceSource source) throws SQLException {
        long max = source.checkedMaxId();
        epochs.add(new Epoch(max, source.holders()));
        begun = true;
        dropEnded();
    }

    private boolean fenceMoved(FenceSource source) throws SQLException {
        Set<Holder> present = source.holders();
        boolean moved = false;
        for (Epoch epoch : epochs) {
            moved |= epoch.keepOnly(present);
        }
        dropEnded();
        return moved;
    }

    private void scan(FenceSource source) throws SQLException {
        List<Long> ids = source.idsAfter(head, scanLimit);
        int settled = 0;
        while (settled < ids.size() && ids.get(settled) == head + 1) {
            head++;
            settled++;
        }
        dropEnded();
        if (settled < ids.size() && epochs.size() < MOST_EPOCHS) {
            long highest = ids.getLast();
            if (epochs.isEmpty() || epochs.getLast().id < highest) {
                epochs.add(new Epoch(highest, source.holders()));
                dropEnded();
            }
        }
    }

    private void dropEnded() {
        while (!epochs.isEmpty() && (epochs.getFirst().holders.isEmpty() || epochs.getFirst().id <= head)) {
            head = Math.max(head, epochs.removeFirst().id);
        }
    }
}
