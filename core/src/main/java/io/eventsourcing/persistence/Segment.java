package io.eventsourcing.persistence;

import java.util.UUID;

/**
 * A share of a leader's originators, which one worker of a follower processes: order is kept within it. Which originator
 * belongs to which segment depends on nothing but its id and the number of segments.
 *
 * @param number which segment, from 0 on
 * @param count how many segments there are
 */
public record Segment(int number, int count) {
    private static final Segment WHOLE = new Segment(0, 1);

    public Segment {
        if (count < 1 || number < 0 || number >= count) {
            throw new IllegalArgumentException(
                    "There is no segment %d of %d: segments are numbered from 0 on".formatted(number, count));
        }
    }

    /** The only segment of a follower that is not split. */
    public static Segment whole() {
        return WHOLE;
    }

    /** The segment that an originator belongs to, if there are so many. */
    public static Segment of(UUID originatorId, int count) {
        return new Segment(Math.floorMod(mixed(originatorId), count), count);
    }

    /** Whether an originator belongs to this segment. */
    public boolean contains(UUID originatorId) {
        return count == 1 || Math.floorMod(mixed(originatorId), count) == number;
    }

    /** Ids of versions 1, 6 and 7 hardly differ in most of their bits: spreads what differs over all of them. */
    private static int mixed(UUID id) {
        long bits = id.getMostSignificantBits() * 0x9E3779B97F4A7C15L ^ id.getLeastSignificantBits();
        bits = (bits ^ bits >>> 32) * 0xD6E8FEB86659FD93L;
        return (int) (bits ^ bits >>> 32);
    }

    @Override
    public String toString() {
        return number + " of " + count;
    }
}
