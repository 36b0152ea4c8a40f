package io.eventsourcing.application.json;

import io.eventsourcing.application.Section;
import io.eventsourcing.persistence.Notification;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/**
 * Turns the JSON pages of another service's notification log back into notifications. It takes a page whole or not at
 * all, and reads pages of this library and of the Python one. Keys that it does not know are passed over. Thread-safe.
 *
 * <p>A page does not hold everything that is stored. In the events read from one, {@code recordedAt} is
 * {@link #RECORDED_AT}, and {@code originatorTopic} and {@code metadata} are null.
 */
public final class NotificationLogJsonReader {
    /** Stands for the time that a page does not give. */
    public static final Instant RECORDED_AT = Instant.EPOCH;

    private final String applicationName;

    /**
     * A reader of one application's pages.
     *
     * @param applicationName the application whose log it is, which the pages do not name
     */
    public NotificationLogJsonReader(String applicationName) {
        this.applicationName = Objects.requireNonNull(applicationName, "applicationName");
    }

    /**
     * The section that a page holds.
     *
     * @throws MalformedPageException if it is not a section, or one that contradicts itself
     */
    public Section section(String page) {
        PageNode root = root(page);
        List<Notification> items = root.member("items").notifications();
        return new Section(
                root.member("id").sectionId(items),
                items,
                root.member("next_id").nextId(items));
    }

    /**
     * The notifications of a page that is an array of them.
     *
     * @throws MalformedPageException if it is not such an array
     */
    public List<Notification> notifications(String page) {
        return root(page).notifications();
    }

    private PageNode root(String page) {
        try {
            return PageNode.root(applicationName, PageJson.read(Objects.requireNonNull(page, "page")));
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            throw new MalformedPageException(
                    applicationName,
                    at == null
                            ? "it is not JSON"
                            : "it is not JSON in line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()),
                    e);
        }
    }
}
