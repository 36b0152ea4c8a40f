package io.eventsourcing.spring.command.base;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Text in columns, numbers to the right. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<Object>> rows = new ArrayList<>();

    /** A table without rows. */
    public Table(String... headings) {
        rows.add(List.of((Object[]) headings));
    }

    /** Adds a row of as many values as there are headings. */
    public void row(Object... values) {
        rows.add(List.of(values));
    }

    private int width(int column) {
        return Collections.max(rows.stream()
                .map(row -> String.valueOf(row.get(column)).length())
                .toList());
    }

    private String cell(Object value, int column) {
        int width = width(column);
        return (value instanceof Number ? "%" + width + "s" : "%-" + width + "s").formatted(value);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (List<Object> row : rows) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < row.size(); column++) {
                cells.add(cell(row.get(column), column));
            }
            text.append(String.join(GAP, cells).stripTrailing());
            text.append('\n');
        }
        return text.toString();
    }
}
