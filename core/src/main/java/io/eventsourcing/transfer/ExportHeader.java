package io.eventsourcing.transfer;

/**
 * The first line of an export.
 *
 * @param applicationName the application
 * @param decoded whether states are decompressed and decrypted
 */
record ExportHeader(String applicationName, boolean decoded) {
    static final String FORMAT = "eventsourcing-export";
    static final int VERSION = 1;
}
