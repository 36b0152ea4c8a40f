package io.eventsourcing.persistence;

import java.util.Set;

/** Is told, after the commit and on the committing thread, which applications have new events. */
@FunctionalInterface
public interface CommitListener {
    /** Called once for each commit; what it throws is logged and goes no further. */
    void committed(Set<String> applicationNames);
}
