package io.eventsourcing.persistence;

import java.util.Map;
import java.util.Set;

/** Is told, after the commit and on the committing thread, which applications have new events. */
@FunctionalInterface
public interface CommitListener {
    /** Called once for each commit; what it throws is logged and goes no further. */
    void committed(Set<String> applicationNames);

    /** The same with how many events there are of each application; this is what is called. */
    default void committed(Map<String, Integer> events) {
        committed(events.keySet());
    }
}
