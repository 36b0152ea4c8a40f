package io.eventsourcing.mapping.python;

import io.eventsourcing.mapping.Cipher;
import io.eventsourcing.mapping.Compressor;
import io.eventsourcing.mapping.MapperException;
import io.eventsourcing.mapping.StateAddress;
import io.eventsourcing.persistence.StoredEvent;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads from the states of Python's rows what has columns of its own here: when an event was recorded, and the topic of the
 * aggregate. No event types have to be known for it. Immutable and thread-safe.
 */
public final class PythonStates {
    private final PythonObjects objects = new PythonObjects(List.of());
    private final Compressor compressor;
    private final Cipher cipher;

    /** For states that are compressed and encrypted so; {@link Compressor#none} and {@link Cipher#none} for plain ones. */
    public PythonStates(Compressor compressor, Cipher cipher) {
        this.compressor = Objects.requireNonNull(compressor, "compressor");
        this.cipher = Objects.requireNonNull(cipher, "cipher");
    }

    /** For states that are neither compressed nor encrypted. */
    public static PythonStates plain() {
        return new PythonStates(Compressor.none(), Cipher.none());
    }

    /**
     * The same row with the time and the topic of the aggregate that its state tells, if it tells one.
     *
     * @throws MapperException if the state cannot be decrypted or decompressed, or is not one of Python's
     */
    public StoredEvent withColumns(StoredEvent row) {
        byte[] plain = compressor.decompress(cipher.decrypt(row.state(), StateAddress.of(row)));
        ObjectNode state = objects.read(plain);
        boolean snapshot = row.topic().equals(PythonFormat.SNAPSHOT_TOPIC);
        return new StoredEvent(
                row.applicationName(),
                row.originatorId(),
                row.originatorVersion(),
                row.topic(),
                row.state(),
                text(state.get(snapshot ? PythonFormat.TOPIC : PythonFormat.ORIGINATOR_TOPIC)),
                row.metadata(),
                objects.removeTime(state, PythonFormat.TIMESTAMP));
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node != null && node.isString() ? node.stringValue() : null;
    }
}
