package io.eventsourcing.jdbc.adoption;

import org.jspecify.annotations.Nullable;

/**
 * A row that was not brought in, or not as it should be; the others were.
 *
 * @param table the table that it is in
 * @param applicationName the application that saved it
 * @param originatorId the originator as it is stored, null if it is missing
 * @param originatorVersion the version
 * @param problem what is wrong with it
 */
public record BrokenRow(
        String table, String applicationName, @Nullable String originatorId, long originatorVersion, String problem) {
    @Override
    public String toString() {
        return "%s: application '%s', originator %s, version %d: %s"
                .formatted(table, applicationName, originatorId, originatorVersion, problem);
    }
}
