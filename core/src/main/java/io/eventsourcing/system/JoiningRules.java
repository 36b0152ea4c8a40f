package io.eventsourcing.system;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.system.FailurePolicy.Then;
import java.util.List;

/** Which followers may process in the transaction that saves: those that it can roll back. */
record JoiningRules(RunnerOptions options) {
    /**
     * @throws IllegalArgumentException if one is in another database than its leader, or would not fail with its leader
     * @throws io.eventsourcing.persistence.PersistenceException if the database cannot keep other writers out
     */
    void check(List<Pipe> pipes) {
        for (Pipe pipe : pipes) {
            refuseOtherDatabases(pipe, pipes.getFirst().eventSourcing().persistence());
            if (pipe.failurePolicyOr(options.failurePolicy()).then() != Then.STOP) {
                throw refused(
                        pipe,
                        "its failure policy is %s, but its failure rolls back the transaction that it joins: leave the policy out"
                                .formatted(pipe.failurePolicyOr(options.failurePolicy())
                                        .then()));
            }
        }
        if (!pipes.isEmpty()) {
            pipes.getFirst().eventSourcing().persistence().writerLock();
        }
    }

    private static void refuseOtherDatabases(Pipe pipe, PersistenceModule database) {
        if (!pipe.tracked()) {
            throw refused(pipe, "its read model is in memory, where nothing is rolled back");
        }
        EventSourcing leader = pipe.leader().storage();
        if (leader == null) {
            throw refused(pipe, "its leader is elsewhere");
        }
        if (leader.persistence() != pipe.eventSourcing().persistence() || leader.persistence() != database) {
            throw refused(
                    pipe, "its leader and all followers that join must be in one database, by one persistence module");
        }
    }

    private static IllegalArgumentException refused(Pipe pipe, String why) {
        return new IllegalArgumentException(
                "The follower %s cannot process in the transaction that saves, since %s. Run it with another runner: RunnerOptions.followers names those of each"
                        .formatted(pipe, why));
    }
}
