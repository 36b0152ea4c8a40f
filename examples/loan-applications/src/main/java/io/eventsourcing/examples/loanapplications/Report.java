package io.eventsourcing.examples.loanapplications;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The result, for people and for programs.
 *
 * @param figures what the read model says
 * @param eventsPerSecond how many events were imported, or found imported, and followed in each second of this run
 */
record Report(Figures figures, long eventsPerSecond) {
    void print(PrintStream out) {
        line(out, "applications", figures.applications());
        line(out, "events", figures.events());
        figures.activities().forEach((activity, events) -> line(out, "  " + activity, events));
        line(out, "activities", figures.activities().size());
        line(out, "  with their transitions", figures.transitions());
        line(out, "variants", figures.variants());
        line(out, "amount requested", figures.amountRequested());
        line(out, "longest case (events)", figures.longestCase());
        line(out, "resources", figures.resources());
        line(out, "followed", figures.followed());
        line(out, "duplicates", figures.duplicates());
        line(out, "misordered", figures.misordered());
        line(out, "events/s", eventsPerSecond);
    }

    private static void line(PrintStream out, String what, long value) {
        out.println("%-34s %,15d".formatted(what, value));
    }

    String json() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("applications", figures.applications());
        values.put("events", figures.events());
        values.put("activities", figures.activities());
        values.put("variants", figures.variants());
        values.put("amountRequested", figures.amountRequested());
        values.put("longestCase", figures.longestCase());
        values.put("resources", figures.resources());
        values.put("followed", figures.followed());
        values.put("duplicates", figures.duplicates());
        values.put("misordered", figures.misordered());
        values.put("eventsPerSecond", eventsPerSecond);
        return JsonMapper.builder().build().writeValueAsString(values);
    }
}
