package io.eventsourcing.jdbc.adoption;

/** What is in a table. */
enum RowKind {
    EVENT("stored_events"),
    SNAPSHOT("snapshots");

    private final String table;

    RowKind(String table) {
        this.table = table;
    }

    /** The name of the library's table for it, which Django's is called as well. */
    String table() {
        return table;
    }
}
