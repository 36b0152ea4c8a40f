package io.eventsourcing.testkit.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/**
 * Two lists of events, line by line: what is in both, what is missing, what is unexpected. A missing and an unexpected
 * event of one class that meet are taken for one event, and its differing components are told.
 */
final class EventDiff {
    private final StringBuilder text = new StringBuilder();
    private final List<Object> missing = new ArrayList<>();
    private final List<Object> unexpected = new ArrayList<>();

    private EventDiff() {}

    /** @throws AssertionFailedError if the lists differ; expected and actual are lines of text, for IDEs to compare */
    static void requireSame(String what, List<?> expected, List<?> actual) {
        if (!expected.equals(actual)) {
            throw new AssertionFailedError(
                    "The %s differ (= as expected, - missing, + unexpected):%s".formatted(what, of(expected, actual)),
                    lines(expected),
                    lines(actual));
        }
    }

    static String of(List<?> expected, List<?> actual) {
        EventDiff diff = new EventDiff();
        diff.compare(expected, actual);
        return diff.text.toString();
    }

    private static String lines(List<?> events) {
        return events.stream().map(String::valueOf).collect(Collectors.joining("\n"));
    }

    private void compare(List<?> expected, List<?> actual) {
        int[][] common = commonAfter(expected, actual);
        int i = 0;
        int j = 0;
        while (i < expected.size() || j < actual.size()) {
            if (i < expected.size() && j < actual.size() && expected.get(i).equals(actual.get(j))) {
                closeGap();
                line('=', expected.get(i));
                i++;
                j++;
            } else if (j == actual.size() || (i < expected.size() && common[i + 1][j] >= common[i][j + 1])) {
                missing.add(expected.get(i++));
            } else {
                unexpected.add(actual.get(j++));
            }
        }
        closeGap();
    }

    /** How many events the rests of the lists have in common, from each pair of places on. */
    private static int[][] commonAfter(List<?> expected, List<?> actual) {
        int[][] common = new int[expected.size() + 1][actual.size() + 1];
        for (int i = expected.size() - 1; i >= 0; i--) {
            for (int j = actual.size() - 1; j >= 0; j--) {
                common[i][j] = expected.get(i).equals(actual.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private void closeGap() {
        int told = 0;
        for (Object event : missing) {
            int partner = indexOfClass(event.getClass(), told);
            if (partner >= 0) {
                unexpected.subList(told, partner).forEach(other -> line('+', other));
                told = partner + 1;
            }
            line('-', event);
            if (partner >= 0) {
                line('+', unexpected.get(partner));
                ComponentDiff.of(event, unexpected.get(partner))
                        .forEach(detail -> text.append("\n    ").append(detail));
            }
        }
        unexpected.subList(told, unexpected.size()).forEach(other -> line('+', other));
        missing.clear();
        unexpected.clear();
    }

    private int indexOfClass(Class<?> type, int from) {
        for (int i = from; i < unexpected.size(); i++) {
            if (unexpected.get(i).getClass() == type) {
                return i;
            }
        }
        return -1;
    }

    private void line(char marker, Object event) {
        text.append('\n').append(marker).append(' ').append(event.toString().replace("\n", "\n  "));
    }
}
