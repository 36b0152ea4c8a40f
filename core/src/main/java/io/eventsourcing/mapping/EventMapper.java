package io.eventsourcing.mapping;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.persistence.StoredEvent;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns domain events and snapshots into stored events and back. Thread-safe. */
public final class EventMapper {
    private final Topics topics;
    private final StateChain chain;
    private final Upcasters upcasters;

    /** A mapper that reads only what is stored in today's shapes. */
    public EventMapper(Topics topics, StateChain chain) {
        this(topics, chain, List.of());
    }

    /**
     * A mapper that also reads earlier shapes.
     *
     * @throws IllegalArgumentException if two upcasters begin at one topic, or if they lead in a circle
     */
    public EventMapper(Topics topics, StateChain chain, List<Upcaster> upcasters) {
        this.topics = Objects.requireNonNull(topics, "topics");
        this.chain = Objects.requireNonNull(chain, "chain");
        this.upcasters = new Upcasters(upcasters);
    }

    /**
     * The stored form of an event.
     *
     * @param originatorTopic the topic of the aggregate's type if this is an aggregate's first event, otherwise null
     * @throws MapperException if the type of the body is not registered or cannot be encoded
     */
    public StoredEvent toStored(String applicationName, @Nullable String originatorTopic, DomainEvent<?> event) {
        String topic = topics.topicOf(event.body().getClass());
        return chain.close(new StoredEvent(
                applicationName,
                event.originatorId(),
                event.originatorVersion(),
                topic,
                chain.format().encode(event, topic, originatorTopic),
                originatorTopic,
                MetadataJson.write(event.metadata()),
                event.recordedAt()));
    }

    /**
     * The domain events that were stored in a row: one, unless an upcaster makes several of it, or none.
     *
     * @throws UnknownTopicException if its type is not registered
     * @throws MapperException if its state or metadata cannot be decoded; the message says which event it is
     */
    public List<DomainEvent<Object>> toDomain(StoredEvent stored) {
        if (!upcasters.beginAt(stored.topic())) {
            Class<?> type = topics.typeOf(stored.topic());
            return read(stored, row -> List.of(decode(row, type)));
        }
        return read(
                stored,
                row -> upcasters.upcast(row).stream()
                        .map(part -> decode(part, topics.typeOf(part.topic())))
                        .toList());
    }

    private DomainEvent<Object> decode(StoredEvent row, Class<?> type) {
        return chain.format().decode(row, MetadataJson.read(row.metadata()), type);
    }

    /**
     * The stored form of a snapshot.
     *
     * @throws MapperException if the type of its state is not registered or cannot be encoded
     */
    public StoredEvent toStored(String applicationName, Snapshot snapshot) {
        String topic = topics.topicOf(snapshot.state().getClass());
        return chain.close(chain.format().encode(applicationName, snapshot, topic));
    }

    /**
     * The snapshot that was stored.
     *
     * @param type the type of its state
     * @throws MapperException if it is not a snapshot of that type, or cannot be decoded
     */
    public Snapshot toSnapshot(StoredEvent stored, Class<?> type) {
        String topic = topics.topicOf(type);
        return read(stored, row -> chain.format().decode(upcasters.upcastToOne(row), topic, type));
    }

    /** The topic that a stored topic stands for today; the same if it is split or dropped. */
    public String currentTopic(String storedTopic) {
        return upcasters.currentTopic(storedTopic);
    }

    /** Every topic under which something is stored that is read as one of today's topic, which is among them. */
    public Set<String> storedTopics(String currentTopic) {
        return upcasters.leadingTo(currentTopic);
    }

    /**
     * What the metadata of a row says.
     *
     * @throws MapperException if it cannot be decoded; the message says which event it is
     */
    public Metadata metadata(StoredEvent stored) {
        try {
            return MetadataJson.read(stored.metadata());
        } catch (MapperException e) {
            throw e.in(stored);
        }
    }

    private <T> T read(StoredEvent stored, Function<StoredEvent, T> decode) {
        try {
            return decode.apply(chain.open(stored));
        } catch (MapperException e) {
            throw e.in(stored);
        }
    }
}
