package io.eventsourcing.benchmarks;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.NotificationLog;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.persistence.NotificationQuery;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Ways of reading orders of ten events each, which are the first events of a database. */
final class ReadArms {
    private static final int ORDERS = 200;
    private static final int EVENTS_OF_AN_ORDER = 10;
    private static final long EVENTS = ORDERS * EVENTS_OF_AN_ORDER;
    private static final int PAGE = 100;

    private final BareLoad bareLoad;
    private final BarePage barePage;
    private final Orders orders;
    private final NotificationLog log;
    private final List<UUID> ids;

    ReadArms(DataSource dataSource) {
        this.bareLoad = new BareLoad(dataSource);
        this.barePage = new BarePage(dataSource);
        this.orders = new Orders(EventSourcing.of(JdbcPersistence.of(dataSource)));
        this.log = orders.notificationLog();
        this.ids = Stream.generate(() -> orders.place(EVENTS_OF_AN_ORDER))
                .limit(ORDERS)
                .toList();
    }

    /** An order is made of its events by hand. */
    Arm rawLoad() {
        return thread -> bareLoad.fromEvents(anOrder());
    }

    /** An order is loaded from a repository. */
    Arm load() {
        return thread -> orders.load(anOrder());
    }

    /** A page is read by hand. */
    Arm rawPage() {
        return thread -> checked(barePage.select(anywhere(), EVENTS, PAGE).size());
    }

    /** A page is read from the log, up to a settled head that is known. */
    Arm page() {
        return thread ->
                checked(log.select(NotificationQuery.after(anywhere(), PAGE).upTo(EVENTS))
                        .notifications()
                        .size());
    }

    /** The settled head is looked for first, by statements that the raw page does without. */
    Arm headAndPage() {
        return thread -> checked(log.select(anywhere(), PAGE).notifications().size());
    }

    private UUID anOrder() {
        return ids.get(ThreadLocalRandom.current().nextInt(ORDERS));
    }

    private static long anywhere() {
        return ThreadLocalRandom.current().nextLong(EVENTS - PAGE);
    }

    private static void checked(int size) {
        if (size != PAGE) {
            throw new IllegalStateException("A page of %d notifications, not %d".formatted(size, PAGE));
        }
    }
}
