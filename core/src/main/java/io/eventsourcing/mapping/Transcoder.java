package io.eventsourcing.mapping;

/** Turns an event's body into bytes and back. Implementations are thread-safe. */
public interface Transcoder {
    /**
     * The bytes of a body.
     *
     * @throws MapperException if it cannot be encoded
     */
    byte[] encode(Object body);

    /**
     * The body that the bytes mean.
     *
     * @throws MapperException if the bytes are not of that type
     */
    <T> T decode(byte[] state, Class<T> type);
}
