package io.eventsourcing.jdbc.adoption;

import java.util.List;

/**
 * What an adoption has changed. If it is run again, all the numbers are 0, unless Python has gone on meanwhile.
 *
 * @param events how many events were copied or, in place, given the columns that their states tell
 * @param snapshots the same of snapshots
 * @param positions how many followers' positions were set or moved
 * @param brokenRows how many rows were found broken
 * @param broken these rows, the first 1,000 at most
 */
public record AdoptionReport(long events, long snapshots, long positions, long brokenRows, List<BrokenRow> broken) {
    public AdoptionReport {
        broken = List.copyOf(broken);
    }
}
