package io.eventsourcing.jdbc;

/** The SQL of a dialect about the table {@code followers} of these names. */
record TrackingSql(Dialect dialect, TableNames names) {
    String of(String withPlaceholders) {
        return names.sql(withPlaceholders).replace("${now}", dialect.now());
    }

    String lock() {
        return dialect.lockTracking(names);
    }
}
