package io.eventsourcing.spring.command.followers;

import io.eventsourcing.spring.command.base.Output;
import io.eventsourcing.system.Synchronization.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Tells programs, at the end. */
final class SyncJson implements SyncReport {
    private final Output output;
    private final boolean dryRun;
    private final List<Map<String, Object>> followers = new ArrayList<>();

    SyncJson(Output output, boolean dryRun) {
        this.output = output;
        this.dryRun = dryRun;
    }

    @Override
    public void begin(boolean all) {}

    @Override
    public LongConsumer beginFollower(String name, LongSupplier waiting) {
        return processed -> {};
    }

    @Override
    public void endFollower(Result result) {
        Map<String, Object> follower = new LinkedHashMap<>();
        follower.put("follower", result.followerName());
        follower.put("ok", result.succeeded());
        follower.put("processed", result.processed());
        if (result.failure() != null) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("type", result.failure().getClass().getName());
            error.put("message", result.failure().getMessage());
            follower.put("error", error);
        }
        followers.add(follower);
    }

    @Override
    public void end(boolean failed) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("dryRun", dryRun);
        all.put("ok", !failed);
        all.put("followers", followers);
        output.json(all);
    }
}
