package io.eventsourcing.mapping.python;

import io.eventsourcing.mapping.JacksonTranscoder;
import io.eventsourcing.mapping.MapperException;
import io.eventsourcing.mapping.Transcoder;
import java.util.List;

/**
 * Values as the JSON transcoder of the Python library writes them, byte for byte: ids, decimals and times as typed values,
 * floating point numbers in Python's notation, names in snake case. Times have microseconds at most; what is finer is cut
 * off. A decimal has no negative zero in Java. A map that looks like a typed value is written as a list of its items, which
 * Python cannot read without a transcoding called {@code dict_items}. Thread-safe.
 */
public final class PythonTranscoder implements Transcoder {
    private final Transcoder json;

    /**
     * With transcodings of one's own beside those for {@code UUID}, {@code BigDecimal}, {@code Instant}, {@code
     * OffsetDateTime}, {@code ZonedDateTime} and {@code LocalDateTime}.
     *
     * @throws IllegalArgumentException if a name is taken
     */
    public PythonTranscoder(Transcoding<?>... own) {
        json = new JacksonTranscoder(PythonJson.mapper(List.of(own)));
    }

    @Override
    public byte[] encode(Object body) {
        return json.encode(body);
    }

    /**
     * The body that the bytes mean; if the type is {@code Object}, what they say themselves.
     *
     * @throws MapperException if the bytes are not of that type
     */
    @Override
    public <T> T decode(byte[] state, Class<T> type) {
        return json.decode(state, type);
    }
}
