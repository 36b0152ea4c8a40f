package io.eventsourcing.spring.command.followers;

import io.eventsourcing.spring.command.base.Scope;
import picocli.CommandLine;

/** The commands of this package. */
public final class FollowersCommands {
    private FollowersCommands() {}

    /** Adds them to others. */
    public static void addTo(CommandLine commands, Scope scope) {
        commands.addSubcommand("sync-followers", new SyncFollowers(scope), "sync_followers")
                .addSubcommand("followers", new ListFollowers(scope))
                .addSubcommand("pause", new PauseFollower(scope))
                .addSubcommand("resume", new ResumeFollower(scope))
                .addSubcommand("reset", new ResetFollower(scope))
                .addSubcommand("parked", Parked.with(scope))
                .addSubcommand("rebuild", new RebuildProjection(scope));
    }
}
