package io.eventsourcing.transfer;

/**
 * What was exported.
 *
 * @param events how many events
 * @param snapshots how many snapshots
 */
public record ExportReport(long events, long snapshots) {}
