package io.eventsourcing.mapping.compression;

import io.eventsourcing.mapping.MapperException;

/** How long a decompressed state may be. */
final class Limits {
    private Limits() {}

    static int positive(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("The limit of decompressed bytes must be positive but is " + limit);
        }
        return limit;
    }

    static void check(long size, int limit) {
        if (size > limit) {
            throw new MapperException(
                    "it is longer than %d bytes when decompressed: give the compressor a higher limit if that is right"
                            .formatted(limit),
                    null);
        }
    }
}
