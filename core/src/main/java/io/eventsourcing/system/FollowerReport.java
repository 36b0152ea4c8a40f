package io.eventsourcing.system;

import java.time.Instant;
import java.util.Optional;

/**
 * Everything there is to know about a segment of a follower.
 *
 * @param status how it is doing: as this process sees it if it runs it, otherwise as it is stored
 * @param lag how many notifications of the leader it has yet to pass, those of its other segments included; it is not
 *     counted beyond {@link FollowerMonitor#MOST_LAG}
 * @param parked how many notifications the follower has parked of this leader, in all segments
 * @param node the process that moved it last, if it has ever moved
 * @param changedAt when its position or state was stored last, if it has begun
 * @param perSecond how many notifications this process has it process in a second, of late
 * @param failures how often processing has failed in this process since its runner started
 */
public record FollowerReport(
        FollowerStatus status,
        long lag,
        long parked,
        Optional<String> node,
        Optional<Instant> changedAt,
        double perSecond,
        long failures) {}
