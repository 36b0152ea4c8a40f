package io.eventsourcing.mapping;

import io.eventsourcing.domain.Topic;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The registered types and their topics. A topic read from the database is looked up here and nowhere else: no class is
 * ever loaded by a stored name. Thread-safe.
 */
public final class Topics {
    private final Map<String, Class<?>> types = new ConcurrentHashMap<>();
    private final Map<Class<?>, String> topics = new ConcurrentHashMap<>();

    /**
     * Registers a type under the name of its {@link Topic}, or else under its binary name. Registering it again changes
     * nothing.
     *
     * @return the topic
     * @throws IllegalArgumentException if another type has that topic
     */
    public String register(Class<?> type) {
        String topic = nameOf(type);
        Class<?> other = types.putIfAbsent(topic, type);
        if (other != null && other != type) {
            throw new IllegalArgumentException(
                    "%s and %s have the same topic '%s'".formatted(other.getName(), type.getName(), topic));
        }
        topics.put(type, topic);
        return topic;
    }

    /**
     * The topic of a registered type.
     *
     * @throws MapperException if the type is not registered
     */
    public String topicOf(Class<?> type) {
        String topic = topics.get(type);
        if (topic == null) {
            throw new MapperException(
                    "%s is not a registered event type: its aggregate's event type must be sealed over it or list it"
                            .formatted(type.getName()),
                    null);
        }
        return topic;
    }

    /**
     * The registered type of a topic.
     *
     * @throws UnknownTopicException if no type is registered under it
     */
    public Class<?> typeOf(String topic) {
        Class<?> type = types.get(Objects.requireNonNull(topic, "topic"));
        if (type == null) {
            throw new UnknownTopicException(topic);
        }
        return type;
    }

    /**
     * The topics that a person may mean by a name: the topic of that name, or else all that end with it, as
     * {@code com.example.Dog$TrickAdded} ends with {@code TrickAdded} and with {@code Dog$TrickAdded}.
     */
    public Set<String> meantBy(String name) {
        if (types.containsKey(name)) {
            return Set.of(name);
        }
        Pattern end = Pattern.compile("[^\\p{L}\\p{N}_]" + Pattern.quote(name) + "$");
        return types.keySet().stream().filter(end.asPredicate()).collect(Collectors.toUnmodifiableSet());
    }

    static String nameOf(Class<?> type) {
        @Nullable Topic annotation = type.getAnnotation(Topic.class);
        if (annotation == null) {
            return type.getName();
        }
        if (annotation.value().isBlank()) {
            throw new IllegalArgumentException("The topic of %s is blank".formatted(type.getName()));
        }
        return annotation.value();
    }
}
