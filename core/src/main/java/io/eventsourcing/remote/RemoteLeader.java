package io.eventsourcing.remote;

import io.eventsourcing.application.LeaderLog;
import io.eventsourcing.application.NotificationPage;
import io.eventsourcing.application.Section;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.NotificationQuery;
import io.eventsourcing.persistence.SettledHead;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A leader in another service, whose notification log is read over HTTP, section by section: as this library serves it, or
 * the Python one. Give it to {@code EventSourcedSystem.pipe} in the place of an application. The service may cap its
 * sections at any size; the greater they are, the fewer requests are made. Thread-safe.
 *
 * <p>Positions are the leader's notification ids. The other service is asked for what is new with each look of the runner:
 * at the poll interval at the latest. That costs it one query, and no bytes if nothing has changed and it gives an
 * {@code ETag}.
 */
public final class RemoteLeader implements LeaderLog {
    /** So many sections are looked through for a page of few topics. */
    private static final int SECTIONS_AT_ONCE = 50;

    private final String name;
    private final Set<Class<?>> eventTypes;
    private final RemoteSections sections;
    private final RemoteHead head;
    private final int pageSize;

    private RemoteLeader(Builder builder) {
        this.name = builder.name;
        this.eventTypes = Set.copyOf(builder.eventTypes);
        this.pageSize = builder.pageSize;
        HttpClient client = builder.client == null
                ? HttpClient.newBuilder().connectTimeout(builder.timeout).build()
                : builder.client;
        this.sections =
                new RemoteSections(new RemoteRequests(name, client, builder.requests, builder.timeout), builder.uris);
        this.head = new RemoteHead(sections, pageSize);
    }

    /**
     * A leader whose section {@code 1,10} is at {@code <uri>/1,10}.
     *
     * @param name the leader's name, under which positions are stored: never change it
     * @param uri the address of its notification log
     * @param eventTypes what is read of its events, if the follower names none itself; none given means all, and a type that
     *     is not known here is then waited for
     */
    public static RemoteLeader of(String name, URI uri, Class<?>... eventTypes) {
        return builder(name, uri).eventTypes(eventTypes).build();
    }

    /** Settings of a leader whose section {@code 1,10} is at {@code <uri>/1,10}. */
    public static Builder builder(String name, URI uri) {
        String base = Objects.requireNonNull(uri, "uri").toString();
        String path = base.endsWith("/") ? base : base + "/";
        return builder(name, section -> URI.create(path + section));
    }

    /** Settings of a leader whose sections are wherever a function says. */
    public static Builder builder(String name, Function<String, URI> uris) {
        return new Builder(name, uris);
    }

    @Override
    public String applicationName() {
        return name;
    }

    @Override
    public SettledHead settledHead() {
        return head;
    }

    @Override
    public Set<Class<?>> eventTypes() {
        return eventTypes;
    }

    /** @throws RemoteLeaderException if the service does not answer as it should */
    @Override
    public NotificationPage select(NotificationQuery query) {
        List<Notification> found = new ArrayList<>();
        long position = query.after();
        for (int read = 0; read < SECTIONS_AT_ONCE && found.size() < query.limit() && position < query.upTo(); read++) {
            int missing = query.limit() - found.size();
            Section section =
                    sections.get(position + 1, query.topics().isEmpty() ? Math.min(missing, pageSize) : pageSize);
            for (Notification item : section.items()) {
                if (item.id() > query.upTo()) {
                    return new NotificationPage(found, query.upTo());
                }
                position = item.id();
                if (query.topics().isEmpty()
                        || query.topics().contains(item.event().topic())) {
                    found.add(item);
                }
                if (found.size() == query.limit()) {
                    return new NotificationPage(found, position);
                }
            }
            if (section.nextId() == null) {
                head.refuseEndBefore(Math.min(query.upTo(), head.known()), position);
                break;
            }
        }
        return new NotificationPage(found, position);
    }

    /** How far the ids reach, which is more than there are notifications; counting them would mean reading them. */
    @Override
    public long count(NotificationQuery query) {
        long end = Math.min(query.upTo(), head.known());
        return Math.max(0, Math.min(query.limit(), end - query.after()));
    }

    @Override
    public OptionalLong maxNotificationId() {
        long last = head.read();
        return last == 0 ? OptionalLong.empty() : OptionalLong.of(last);
    }

    @Override
    public String toString() {
        return "RemoteLeader[%s]".formatted(name);
    }

    /** Settings; the defaults are sections of 500, 30 seconds, no authentication, all event types. */
    public static final class Builder {
        private static final int MOST = 10_000;

        private final String name;
        private final Function<String, URI> uris;
        private Consumer<HttpRequest.Builder> requests = request -> {};
        private @Nullable HttpClient client;
        private Duration timeout = Duration.ofSeconds(30);
        private List<Class<?>> eventTypes = List.of();
        private int pageSize = 500;

        private Builder(String name, Function<String, URI> uris) {
            this.name = Objects.requireNonNull(name, "name");
            this.uris = Objects.requireNonNull(uris, "uris");
        }

        /** What is done to each request, such as adding a header that says who asks. */
        public Builder requests(Consumer<HttpRequest.Builder> value) {
            requests = Objects.requireNonNull(value, "requests");
            return this;
        }

        /** What makes the requests; with its own time to connect, proxy and certificates. */
        public Builder client(HttpClient value) {
            client = Objects.requireNonNull(value, "client");
            return this;
        }

        /** How long an answer may take, its body included. */
        public Builder timeout(Duration value) {
            if (value.toMillis() < 1) {
                throw new IllegalArgumentException("timeout must be at least 1 ms but is " + value);
            }
            timeout = value;
            return this;
        }

        /** What is read of its events if the follower names none itself, sealed types standing for their leaves. */
        public Builder eventTypes(Class<?>... values) {
            eventTypes = List.of(values);
            return this;
        }

        /** How many notifications to ask for at once; the service may give fewer. */
        public Builder pageSize(int value) {
            if (value < 1 || value > MOST) {
                throw new IllegalArgumentException("pageSize must be from 1 to %d but is %d".formatted(MOST, value));
            }
            pageSize = value;
            return this;
        }

        /** The leader; nothing is asked of it yet. */
        public RemoteLeader build() {
            return new RemoteLeader(this);
        }
    }
}
