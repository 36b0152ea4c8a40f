package io.eventsourcing.testkit.scenario;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which components of two events of one class differ, also within components that are records themselves. */
final class ComponentDiff {
    private final List<String> lines = new ArrayList<>();

    private ComponentDiff() {}

    /** One line for each component that differs, or one that says why equal-looking events are not equal. */
    static List<String> of(Object expected, Object actual) {
        ComponentDiff diff = new ComponentDiff();
        if (expected.getClass().isRecord()) {
            diff.compareRecords("", expected, actual);
        } else if (expected.toString().equals(actual.toString())) {
            diff.lines.add("look the same, but equals() of %s says they differ"
                    .formatted(expected.getClass().getName()));
        }
        return diff.lines;
    }

    private void compareRecords(String path, Object expected, Object actual) {
        for (RecordComponent component : expected.getClass().getRecordComponents()) {
            compare(path + component.getName(), value(component, expected), value(component, actual));
        }
    }

    private void compare(String path, @Nullable Object expected, @Nullable Object actual) {
        if (Objects.equals(expected, actual)) {
            return;
        }
        if (expected != null
                && actual != null
                && expected.getClass() == actual.getClass()
                && expected.getClass().isRecord()) {
            compareRecords(path + ".", expected, actual);
        } else if (text(expected).equals(text(actual))) {
            lines.add("%s: both look like %s, but equals() says they differ".formatted(path, text(expected)));
        } else {
            lines.add("%s: expected %s but was %s".formatted(path, text(expected), text(actual)));
        }
    }

    private static @Nullable Object value(RecordComponent component, Object of) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return "(unreadable: " + e + ")";
        }
    }

    private static String text(@Nullable Object value) {
        if (value instanceof String string) {
            return '"' + string + '"';
        }
        String listed = Arrays.deepToString(new @Nullable Object[] {value});
        return listed.substring(1, listed.length() - 1);
    }
}
