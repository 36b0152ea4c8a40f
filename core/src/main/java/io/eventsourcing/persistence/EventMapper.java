package io.eventsourcing.persistence;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Metadata;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Turns domain events into stored events and back. Thread-safe. */
public final class EventMapper {
    private static final JsonMapper METADATA_JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> TEXT_VALUES = new TypeReference<>() {};

    private final Topics topics;
    private final Transcoder transcoder;
    private final Upcasters upcasters;

    /** A mapper that reads only what is stored in today's shapes. */
    public EventMapper(Topics topics, Transcoder transcoder) {
        this(topics, transcoder, List.of());
    }

    /**
     * A mapper that also reads earlier shapes.
     *
     * @throws IllegalArgumentException if two upcasters begin at one topic, or if they lead in a circle
     */
    public EventMapper(Topics topics, Transcoder transcoder, List<Upcaster> upcasters) {
        this.upcasters = new Upcasters(upcasters);
        this.topics = Objects.requireNonNull(topics, "topics");
        this.transcoder = Objects.requireNonNull(transcoder, "transcoder");
    }

    /**
     * The stored form of an event.
     *
     * @param originatorTopic the topic of the aggregate's type, stored with version 1
     * @throws MapperException if the type of the body is not registered or cannot be encoded
     */
    public StoredEvent toStored(String applicationName, String originatorTopic, DomainEvent<?> event) {
        String topic = topics.topicOf(event.body().getClass());
        return new StoredEvent(
                applicationName,
                event.originatorId(),
                event.originatorVersion(),
                topic,
                transcoder.encode(event.body()),
                event.originatorVersion() == 1 ? originatorTopic : null,
                encode(event.metadata()),
                event.recordedAt());
    }

    /**
     * The domain event that was stored.
     *
     * @throws UnknownTopicException if its type is not registered
     * @throws MapperException if its state or metadata cannot be decoded; the message says which event it is
     */
    public DomainEvent<Object> toDomain(StoredEvent stored) {
        Object body = decode(stored);
        try {
            return new DomainEvent<>(
                    stored.originatorId(),
                    stored.originatorVersion(),
                    stored.recordedAt(),
                    decode(stored.metadata()),
                    body);
        } catch (MapperException e) {
            throw new MapperException("%s cannot be read: %s".formatted(stored, e.getMessage()), e);
        }
    }

    /** The topic that a stored topic stands for today. */
    public String currentTopic(String storedTopic) {
        return upcasters.currentTopic(storedTopic);
    }

    /** Every topic under which something is stored that is read as one of today's topic, which is among them. */
    public Set<String> storedTopics(String currentTopic) {
        return upcasters.leadingTo(currentTopic);
    }

    /** The bytes of a snapshot's state. */
    public byte[] encode(Object state) {
        return transcoder.encode(state);
    }

    /**
     * The body of an event, or the state of a snapshot.
     *
     * @throws UnknownTopicException if its type is not registered
     * @throws MapperException if it cannot be decoded; the message says which event it is
     */
    public Object decode(StoredEvent stored) {
        Class<?> type = topics.typeOf(upcasters.currentTopic(stored.topic()));
        try {
            return transcoder.decode(upcasters.upcast(stored), type);
        } catch (MapperException e) {
            throw new MapperException("%s cannot be read: %s".formatted(stored, e.getMessage()), e);
        }
    }

    private static @Nullable String encode(Metadata metadata) {
        return metadata.values().isEmpty()
                ? null
                : new String(METADATA_JSON.writeValueAsBytes(metadata.values()), StandardCharsets.UTF_8);
    }

    private static Metadata decode(@Nullable String metadata) {
        if (metadata == null) {
            return Metadata.none();
        }
        try {
            return new Metadata(METADATA_JSON.readValue(metadata, TEXT_VALUES));
        } catch (JacksonException e) {
            throw new MapperException("its metadata is not a JSON object of texts", e);
        }
    }
}
