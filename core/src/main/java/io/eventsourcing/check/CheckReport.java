package io.eventsourcing.check;

/**
 * What a check of an application has looked at.
 *
 * @param applicationName the application
 * @param originators how many originators have events
 * @param events how many events there are
 * @param snapshots how many snapshots there are
 * @param forgotten how many of the events are of originators that were forgotten, so nobody can read them
 * @param problems how many problems were found
 */
public record CheckReport(
        String applicationName, long originators, long events, long snapshots, long forgotten, long problems) {
    /** Whether no problem was found. */
    public boolean sound() {
        return problems == 0;
    }
}
