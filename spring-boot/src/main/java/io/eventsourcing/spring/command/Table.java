package io.eventsourcing.spring.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Text in columns, numbers to the right. */
final class Table {
    private static final String GAP = "  ";

    private final List<List<Object>> rows = new ArrayList<>();

    Table(String... headings) {
        rows.add(List.of((Object[]) headings));
    }

    void row(Object... values) {
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
