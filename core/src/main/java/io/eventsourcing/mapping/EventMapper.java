package io.eventsourcing.mapping;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.EventSourcingException;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.domain.Redacted;
import io.eventsourcing.persistence.StoredEvent;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns domain events and snapshots into stored events and back. Thread-safe. */
public final class EventMapper {
    private final Topics topics;
    private final Function<String, StateChain> chains;
    private final Upcasters upcasters;
    private final Set<Class<?>> readBack;

    /** A mapper that reads only what is stored in today's shapes. */
    public EventMapper(Topics topics, StateChain chain) {
        this(topics, name -> chain, List.of());
    }

    /**
     * A mapper that also reads earlier shapes.
     *
     * @param chains what each application's states go through, by its name
     * @throws IllegalArgumentException if two upcasters begin at one topic, or if they lead in a circle
     */
    public EventMapper(Topics topics, Function<String, StateChain> chains, List<Upcaster> upcasters) {
        this(topics, chains, new Upcasters(upcasters), ConcurrentHashMap.newKeySet());
    }

    private EventMapper(
            Topics topics, Function<String, StateChain> chains, Upcasters upcasters, Set<Class<?>> readBack) {
        this.topics = Objects.requireNonNull(topics, "topics");
        this.chains = Objects.requireNonNull(chains, "chains");
        this.upcasters = upcasters;
        this.readBack = readBack;
    }

    /** This mapper, made ready for one piece of work on some originators; as {@link Cipher#forOriginators}. */
    public EventMapper forOriginators(String applicationName, Collection<UUID> originatorIds) {
        StateChain chain = chains.apply(applicationName);
        Cipher cipher = chain.cipher().forOriginators(applicationName, originatorIds);
        if (cipher == chain.cipher()) {
            return this;
        }
        StateChain ready = new StateChain(chain.format(), chain.compressor(), cipher);
        return new EventMapper(
                topics, name -> name.equals(applicationName) ? ready : chains.apply(name), upcasters, readBack);
    }

    /**
     * The stored form of an event. The first of each type is read back, so that no event is stored of a type that can be
     * written and not read.
     *
     * @param originatorTopic the topic of the aggregate's type if this is an aggregate's first event, otherwise null
     * @throws MapperException if the type of the body is not registered, or cannot be encoded and decoded
     */
    public StoredEvent toStored(String applicationName, @Nullable String originatorTopic, DomainEvent<?> event) {
        StateChain chain = chains.apply(applicationName);
        String topic = topics.topicOf(event.body().getClass());
        StoredEvent plain = new StoredEvent(
                applicationName,
                event.originatorId(),
                event.originatorVersion(),
                topic,
                chain.format().encode(event, topic, originatorTopic),
                originatorTopic,
                MetadataJson.write(event.metadata()),
                event.recordedAt());
        readBackOnce(plain, event.body().getClass());
        return chain.close(plain);
    }

    private void readBackOnce(StoredEvent plain, Class<?> type) {
        if (readBack.contains(type)) {
            return;
        }
        try {
            decoded(plain, row -> decode(row, type));
        } catch (MapperException e) {
            throw new MapperException(
                    "%s could be stored, but not be read again: %s".formatted(type.getName(), e.getMessage()), e);
        }
        readBack.add(type);
    }

    /**
     * The domain events that were stored in a row: one, unless an upcaster makes several of it, or none.
     *
     * @throws UnknownTopicException if its type is not registered
     * @throws ForgottenException if its originator was forgotten
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

    /**
     * The same, but with {@link Redacted} as the body of an event whose originator was forgotten.
     *
     * @throws MapperException as {@link #toDomain}
     */
    public List<DomainEvent<Object>> toDomainOrRedacted(StoredEvent stored) {
        try {
            return toDomain(stored);
        } catch (ForgottenException e) {
            return List.of(new DomainEvent<>(
                    stored.originatorId(),
                    stored.originatorVersion(),
                    stored.recordedAt(),
                    MetadataJson.read(stored.metadata()),
                    new Redacted(stored.topic())));
        }
    }

    private DomainEvent<Object> decode(StoredEvent row, Class<?> type) {
        return formatOf(row).decode(row, MetadataJson.read(row.metadata()), type);
    }

    private StateFormat formatOf(StoredEvent row) {
        return chains.apply(row.applicationName()).format();
    }

    /**
     * The stored form of a snapshot.
     *
     * @throws MapperException if the type of its state is not registered or cannot be encoded
     */
    public StoredEvent toStored(String applicationName, Snapshot snapshot) {
        StateChain chain = chains.apply(applicationName);
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
        return read(stored, row -> formatOf(row).decode(upcasters.upcastToOne(row), topic, type));
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

    /**
     * The same row with its state as its format wrote it, neither compressed nor encrypted: for people and tools, which need
     * not know its type.
     *
     * @throws ForgottenException if its originator was forgotten
     * @throws MapperException if its state cannot be decrypted or decompressed; the message says which event it is
     */
    public StoredEvent opened(StoredEvent stored) {
        return read(stored, row -> row);
    }

    /** The reverse of {@link #opened}: the row with its state compressed and encrypted as new ones are. */
    public StoredEvent closed(StoredEvent plain) {
        return chains.apply(plain.applicationName()).close(plain);
    }

    private <T> T read(StoredEvent stored, Function<StoredEvent, T> decode) {
        try {
            return decoded(chains.apply(stored.applicationName()).open(stored), decode);
        } catch (MapperException e) {
            throw e.in(stored);
        }
    }

    /** Whatever a format, an upcaster or Jackson makes of bytes that nobody wrote so, it is an error of this one kind. */
    private static <T> T decoded(StoredEvent plain, Function<StoredEvent, T> decode) {
        try {
            return decode.apply(plain);
        } catch (EventSourcingException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new MapperException(e.toString(), e);
        }
    }
}
