package io.eventsourcing.mapping;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.persistence.StoredEvent;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The state is the encoded body. A snapshot's times are in the metadata of its row. */
final class BodyFormat implements StateFormat {
    private static final String CREATED_ON = "created-on";
    private static final String MODIFIED_ON = "modified-on";

    private final Transcoder transcoder;

    BodyFormat(Transcoder transcoder) {
        this.transcoder = Objects.requireNonNull(transcoder, "transcoder");
    }

    @Override
    public byte[] encode(DomainEvent<?> event, String topic, @Nullable String originatorTopic) {
        return transcoder.encode(event.body());
    }

    @Override
    public DomainEvent<Object> decode(StoredEvent row, Metadata metadata, Class<?> type) {
        return new DomainEvent<>(
                row.originatorId(),
                row.originatorVersion(),
                row.recordedAt(),
                metadata,
                transcoder.decode(row.state(), type));
    }

    @Override
    public StoredEvent encode(String applicationName, Snapshot snapshot, String topic) {
        Metadata times = Metadata.none()
                .with(CREATED_ON, snapshot.times().createdOn().toString())
                .with(MODIFIED_ON, snapshot.times().modifiedOn().toString());
        return new StoredEvent(
                applicationName,
                snapshot.originatorId(),
                snapshot.originatorVersion(),
                topic,
                transcoder.encode(snapshot.state()),
                snapshot.originatorTopic(),
                MetadataJson.write(times),
                snapshot.takenAt());
    }

    @Override
    public Snapshot decode(StoredEvent row, String topic, Class<?> type) {
        String originatorTopic = row.originatorTopic();
        if (!row.topic().equals(topic) || originatorTopic == null) {
            throw new MapperException("it is not a snapshot of the kind '%s'".formatted(topic), null);
        }
        Metadata times = MetadataJson.read(row.metadata());
        return new Snapshot(
                row.originatorId(),
                row.originatorVersion(),
                originatorTopic,
                row.recordedAt(),
                new Snapshot.Times(time(times, CREATED_ON), time(times, MODIFIED_ON)),
                transcoder.decode(row.state(), type));
    }

    private static Instant time(Metadata times, String name) {
        String text =
                times.get(name).orElseThrow(() -> new MapperException("the snapshot's metadata has no " + name, null));
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new MapperException("'%s' is not a time for %s".formatted(text, name), e);
        }
    }
}
