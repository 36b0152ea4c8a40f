package io.eventsourcing.application;

import io.eventsourcing.persistence.ApplicationRecorder;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.SettledHead;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An application's events in the order in which followers read them. It ends at the settled head: nothing that it has
 * once passed can appear later. Thread-safe.
 */
public final class NotificationLog implements LeaderLog {
    /** How many notifications a section holds at most. */
    public static final int SECTION_SIZE = 10;

    private static final Pattern SECTION_ID = Pattern.compile("(-?\\d{1,18}),(-?\\d{1,18})");

    private final String applicationName;
    private final EventSourcing eventSourcing;

    NotificationLog(String applicationName, EventSourcing eventSourcing) {
        this.applicationName = applicationName;
        this.eventSourcing = eventSourcing;
    }

    @Override
    public String applicationName() {
        return applicationName;
    }

    @Override
    public SettledHead settledHead() {
        return eventSourcing.persistence().settledHead();
    }

    /**
     * Reads the log live, from an id on.
     *
     * @param after only notifications of greater ids; 0 is the beginning
     */
    public Subscription subscribe(long after) {
        return subscribe(after, Set.of());
    }

    /**
     * Reads some topics of the log live, from an id on.
     *
     * @param after only notifications of greater ids; 0 is the beginning
     * @param topics empty means all
     */
    public Subscription subscribe(long after, Set<String> topics) {
        return new Subscription(this, after, topics, eventSourcing);
    }

    /**
     * Reads some topics of the log live, from now on: from the settled head, so that events in flight are among those read.
     *
     * @param topics empty means all
     */
    public Subscription subscribeFromNow(Set<String> topics) {
        return subscribe(settledHead().read(), topics);
    }

    /** At most {@code limit} notifications after an id; 0 is the beginning. */
    public NotificationPage select(long after, int limit) {
        return select(after, limit, Set.of());
    }

    /**
     * At most {@code limit} notifications after an id, of some topics only.
     *
     * @param topics empty means all
     */
    public NotificationPage select(long after, int limit, Set<String> topics) {
        if (limit == 0) {
            return new NotificationPage(List.of(), after);
        }
        long head = settledHead().read();
        if (head <= after) {
            return new NotificationPage(List.of(), after);
        }
        return select(NotificationQuery.after(after, limit).upTo(head).topics(topics));
    }

    /**
     * A page of notifications for those who have looked at the settled head themselves.
     *
     * @param query reaches up to the settled head at most
     */
    @Override
    public NotificationPage select(NotificationQuery query) {
        List<Notification> found = recorder().selectNotifications(applicationName, query);
        return new NotificationPage(
                found,
                found.size() < query.limit() ? query.upTo() : found.getLast().id());
    }

    /** How many notifications a query selects; it counts no further than the query's limit. */
    @Override
    public long count(NotificationQuery query) {
        return recorder().countNotifications(applicationName, query);
    }

    /**
     * The section of a name such as {@code "1,10"}: as many notifications as lie between the two numbers, the first one
     * included, but at most {@value #SECTION_SIZE}, from the first number on. Where ids are missing it reaches beyond the
     * second number, so that following {@link Section#nextId()} leaves nothing out.
     *
     * @throws IllegalArgumentException if the name is not two numbers with a comma between
     */
    public Section section(String id) {
        return section(id, SECTION_SIZE);
    }

    /**
     * The same with sections of another size.
     *
     * @param size how many notifications a section holds at most
     * @throws IllegalArgumentException if the name is not two numbers with a comma between
     */
    public Section section(String id, int size) {
        Matcher matcher = SECTION_ID.matcher(id);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "A section is named by two numbers, as \"1,10\", not '%s'".formatted(id));
        }
        long first = Math.max(1, Long.parseLong(matcher.group(1)));
        long asked = Math.max(0, Long.parseLong(matcher.group(2)) - first + 1);
        int limit = (int) Math.min(asked, size);
        List<Notification> items = select(first - 1, limit).notifications();
        if (items.isEmpty()) {
            return new Section(null, items, null);
        }
        long last = items.getLast().id();
        return new Section(
                "%d,%d".formatted(items.getFirst().id(), last),
                items,
                items.size() < limit ? null : "%d,%d".formatted(last + 1, last + limit));
    }

    /** The greatest id that is committed, which may still be above the settled head; empty if there are no events. */
    @Override
    public OptionalLong maxNotificationId() {
        return recorder().maxNotificationId(applicationName);
    }

    private ApplicationRecorder recorder() {
        return eventSourcing.persistence().eventRecorder();
    }
}
