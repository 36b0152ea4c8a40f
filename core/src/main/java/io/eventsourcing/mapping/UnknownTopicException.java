package io.eventsourcing.mapping;

/** A stored topic names no registered type: the event was written by a newer version, or nobody registered its type. */
public class UnknownTopicException extends MapperException {
    private static final long serialVersionUID = 1L;

    public UnknownTopicException(String topic) {
        super(
                "Topic '%s' is not registered: make a repository of its aggregate, register its event type, or start the version of the application that wrote it"
                        .formatted(topic),
                null);
    }
}
