package io.eventsourcing.jdbc.adoption;

import io.eventsourcing.mapping.python.PythonStates;
import io.eventsourcing.persistence.DataException;
import io.eventsourcing.persistence.StoredEvent;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at each row: reads what its state tells, checks it if that is asked for, and notes down what is wrong. */
record RowInspection(
        @Nullable PythonStates states, @Nullable Consumer<? super StoredEvent> check, Journal journal) {
    /** The row as it is to be stored, also if its state cannot be read; empty if it cannot be stored. */
    Optional<StoredEvent> inspect(PythonRow row, RowKind kind, String table) {
        StoredEvent stored;
        try {
            stored = row.stored();
        } catch (DataException e) {
            journal.broken(row.broken(table, e.getMessage()));
            return Optional.empty();
        }
        StoredEvent complete = stored;
        try {
            complete = states == null ? stored : states.withColumns(stored);
            if (check != null && kind == RowKind.EVENT) {
                check.accept(complete);
            }
        } catch (RuntimeException e) {
            journal.broken(row.broken(table, e.getMessage()));
        }
        return Optional.of(complete);
    }
}
