package io.eventsourcing.remote;

import io.eventsourcing.application.Section;
import io.eventsourcing.application.json.MalformedPageException;
import io.eventsourcing.application.json.NotificationLogJsonReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The sections of a log, got by HTTP. The last one that may still grow is kept with its tag, so that asking for it again
 * costs nothing while it has not grown. Thread-safe.
 */
final class RemoteSections {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private record Kept(URI uri, String tag, Section section) {}

    private final RemoteRequests requests;
    private final Function<String, URI> uris;
    private final NotificationLogJsonReader reader;
    private volatile @Nullable Kept kept;

    RemoteSections(RemoteRequests requests, Function<String, URI> uris) {
        this.requests = requests;
        this.uris = uris;
        this.reader = new NotificationLogJsonReader(requests.leaderName());
    }

    /** At most {@code limit} notifications from an id on. */
    Section get(long first, int limit) {
        URI uri = uri(first, limit);
        Kept last = kept;
        Kept before = last != null && last.uri().equals(uri) ? last : null;
        HttpResponse<String> response = requests.get(uri, before == null ? null : before.tag());
        if (before != null && response.statusCode() == NOT_MODIFIED) {
            return before.section();
        }
        if (response.statusCode() != OK) {
            int status = response.statusCode();
            throw requests.wrong(uri, status, "the answer is HTTP " + status, null);
        }
        Section section = section(uri, response.body(), first);
        String tag = response.headers().firstValue("ETag").orElse(null);
        if (section.nextId() == null && tag != null) {
            kept = new Kept(uri, tag, section);
        }
        return section;
    }

    private Section section(URI uri, String body, long first) {
        Section section;
        try {
            section = reader.section(body);
        } catch (MalformedPageException e) {
            throw requests.wrong(uri, OK, String.valueOf(e.getMessage()), e);
        }
        if (!section.items().isEmpty() && section.items().getFirst().id() < first) {
            throw requests.wrong(
                    uri,
                    OK,
                    "the section begins at %d, before %d"
                            .formatted(section.items().getFirst().id(), first),
                    null);
        }
        return section;
    }

    /** What is wrong about the log from an id on. */
    RemoteLeaderException wrong(long first, String what) {
        return requests.wrong(uri(first, 1), 0, what, null);
    }

    private URI uri(long first, int limit) {
        return uris.apply("%d,%d".formatted(first, first + limit - 1));
    }
}
