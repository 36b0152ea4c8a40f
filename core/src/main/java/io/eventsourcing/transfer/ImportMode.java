package io.eventsourcing.transfer;

/**
 * How to import.
 *
 * @param dryRun whether nothing is written
 * @param unchecked whether events are taken that cannot be read
 */
record ImportMode(boolean dryRun, boolean unchecked) {}
