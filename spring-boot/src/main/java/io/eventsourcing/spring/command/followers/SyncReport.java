package io.eventsourcing.spring.command.followers;

import io.eventsourcing.system.Synchronization.Result;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Tells how a synchronization goes. */
interface SyncReport {
    void begin(boolean all);

    /** Returns what is told how many notifications have been processed. */
    LongConsumer beginFollower(String name, LongSupplier waiting);

    void endFollower(Result result);

    void end(boolean failed);
}
