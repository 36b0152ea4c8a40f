package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.SettledHead;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A settled head that is found by looking at the database: concurrent callers share one look, and a head that is held for
 * long is logged with who holds it.
 *
 * @param <S> what it asks
 */
abstract class LookingHead<S extends HeadSource> implements SettledHead {
    private static final Logger log = LoggerFactory.getLogger(LookingHead.class);
    private static final Duration LONG = Duration.ofSeconds(5);

    private final HeadSource.Opener<? extends S> opener;
    private final SqlErrors errors;
    private final SharedLook looks = new SharedLook();
    private long heldSince = System.nanoTime();
    private long reportedAt;
    private volatile @Nullable String delay;
    private volatile Duration heldFor = Duration.ZERO;

    LookingHead(HeadSource.Opener<? extends S> opener, SqlErrors errors) {
        this.opener = opener;
        this.errors = errors;
    }

    /** The head as it is known. */
    abstract long head();

    /** Moves the head as far as one look allows. */
    abstract void advance(S source) throws SQLException;

    /** Whether the last look ended at an id that a transaction owns. */
    abstract boolean held();

    /** Who holds the head, for an operator. */
    abstract String holders(S source) throws SQLException;

    @Override
    public final long read() {
        return looks.get(this::look);
    }

    @Override
    public final Optional<String> delay() {
        return Optional.ofNullable(delay);
    }

    @Override
    public final Duration heldFor() {
        return heldFor;
    }

    private long look() {
        try (S source = opener.open()) {
            long before = head();
            advance(source);
            watch(source, before);
            return head();
        } catch (SQLException e) {
            throw errors.translate("look for the settled head", e);
        }
    }

    private void watch(S source, long before) throws SQLException {
        long now = System.nanoTime();
        if (!held() || head() > before) {
            heldSince = now;
            delay = null;
        } else if (now - heldSince > LONG.toNanos() && (delay == null || now - reportedAt > LONG.toNanos())) {
            delay = "Followers wait at notification %d for transactions that have drawn ids and have not ended: %s"
                    .formatted(head(), holders(source));
            reportedAt = now;
            log.warn(delay);
        }
        heldFor = held() ? Duration.ofNanos(now - heldSince) : Duration.ZERO;
    }
}
