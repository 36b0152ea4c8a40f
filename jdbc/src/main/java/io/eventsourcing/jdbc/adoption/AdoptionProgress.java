package io.eventsourcing.jdbc.adoption;

/**
 * How far an adoption has come.
 *
 * @param table the table whose rows are being read
 * @param done how many of its rows have been read
 * @param total how many it had when the adoption began
 */
public record AdoptionProgress(String table, long done, long total) {}
