package io.eventsourcing.examples.trainingschool;

import io.eventsourcing.system.FollowerException;
import io.eventsourcing.system.Runner;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Lets readers of the followers' rows see what they have written before: waits for the followers, but not for ever. */
@Component
public class OwnWrites {
    private final Runner runner;

    public OwnWrites(Runner runner) {
        this.runner = runner;
    }

    /**
     * Waits until everything that is committed now has been counted and announced.
     *
     * @param atMost how long, for each of the two followers
     * @throws FollowerException if a follower is paused, has stopped, or is not there in time
     */
    public void await(Duration atMost) {
        runner.await("TrickCounters", atMost);
        runner.await("Announcements", atMost);
    }

    /** The same; false if a follower is not there in time. */
    public boolean areThereWithin(Duration atMost) {
        try {
            await(atMost);
            return true;
        } catch (FollowerException e) {
            return false;
        }
    }
}
