package io.eventsourcing.remote;

import io.eventsourcing.domain.EventSourcingException;
import java.net.URI;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Another service does not give its notification log. Followers wait, and try again as their backoff says. */
public class RemoteLeaderException extends EventSourcingException {
    private static final long serialVersionUID = 1L;

    private final URI uri;
    private final int status;

    RemoteLeaderException(String leaderName, URI uri, int status, String what, @Nullable Throwable cause) {
        super("The notification log of '%s' cannot be read at %s: %s".formatted(leaderName, shown(uri), what), cause);
        this.uri = shown(uri);
        this.status = status;
    }

    /** Without what may be secret. */
    private static URI shown(URI uri) {
        String authority =
                uri.getHost() == null ? "" : "//" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        return URI.create("%s:%s%s".formatted(uri.getScheme(), authority, uri.getRawPath()));
    }

    /** What was asked for, without user and query. */
    public URI uri() {
        return uri;
    }

    /** The status of the answer; empty if there was none, or if it was not to be blamed. */
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }
}
