package io.eventsourcing.application.json;

import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.StoredEvent;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A value within a page, and where it is, so that an error can say so. */
record PageNode(String applicationName, String path, JsonNode value) {
    private static final String ROOT = "the page";
    private static final Pattern SECTION_ID = Pattern.compile("(\\d{1,18}),(\\d{1,18})");
    private static final Pattern HEX_ID = Pattern.compile("[0-9a-fA-F]{32}");

    static PageNode root(String applicationName, JsonNode value) {
        return new PageNode(applicationName, ROOT, value);
    }

    PageNode member(String name) {
        if (!value.isObject()) {
            throw wrong("is not an object");
        }
        JsonNode found = value.get(name);
        String where = path.equals(ROOT) ? name : path + "." + name;
        if (found == null) {
            throw new MalformedPageException(applicationName, where + " is missing", null);
        }
        return new PageNode(applicationName, where, found);
    }

    List<Notification> notifications() {
        if (!value.isArray()) {
            throw wrong("is not an array");
        }
        List<Notification> notifications = new ArrayList<>();
        long last = 0;
        for (JsonNode item : value) {
            String where = "items[%d]".formatted(notifications.size());
            PageNode node = new PageNode(applicationName, where, item);
            last = node.member("id").number(last + 1);
            notifications.add(new Notification(last, node.event()));
        }
        return List.copyOf(notifications);
    }

    private StoredEvent event() {
        return new StoredEvent(
                applicationName,
                member("originator_id").uuid(),
                member("originator_version").number(0),
                member("topic").text(),
                member("state").bytes(),
                null,
                null,
                NotificationLogJsonReader.RECORDED_AT);
    }

    /** The name of a section of these items. */
    @Nullable
    String sectionId(List<Notification> items) {
        String expected = items.isEmpty()
                ? null
                : "%d,%d".formatted(items.getFirst().id(), items.getLast().id());
        if (expected == null ? !value.isNull() : !expected.equals(text())) {
            throw wrong("is %s, but the items make it %s".formatted(value, expected));
        }
        return expected;
    }

    /** The name of the section after these items: if it led back, whoever follows it would never end. */
    @Nullable
    String nextId(List<Notification> items) {
        if (value.isNull()) {
            return null;
        }
        Matcher name = SECTION_ID.matcher(text());
        long last = items.isEmpty() ? Long.MAX_VALUE : items.getLast().id();
        if (!name.matches() || Long.parseLong(name.group(1)) <= last) {
            throw wrong("is %s, which is not the name of a section after these items".formatted(value));
        }
        return text();
    }

    private long number(long atLeast) {
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < atLeast) {
            throw wrong("is not a whole number of at least %d".formatted(atLeast));
        }
        return value.longValue();
    }

    private String text() {
        if (!value.isString()) {
            throw wrong("is not text");
        }
        return value.stringValue();
    }

    private UUID uuid() {
        String hex = text();
        if (!HEX_ID.matcher(hex).matches()) {
            throw wrong("is not a UUID of 32 hexadecimal digits");
        }
        return new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
    }

    private byte[] bytes() {
        try {
            return Base64.getDecoder().decode(text());
        } catch (IllegalArgumentException e) {
            throw new MalformedPageException(applicationName, path + " is not base64", e);
        }
    }

    private MalformedPageException wrong(String what) {
        return new MalformedPageException(applicationName, path + " " + what, null);
    }
}
