package io.eventsourcing.application.json;

import io.eventsourcing.persistence.DataException;
import org.jspecify.annotations.Nullable;

/** What another service has given is not a page of a notification log; none of it was taken. */
public class MalformedPageException extends DataException {
    private static final long serialVersionUID = 1L;

    MalformedPageException(String applicationName, String what, @Nullable Throwable cause) {
        super(
                "This is not a page of the notification log of '%s': %s. Look at the address that it came from and at what answers there"
                        .formatted(applicationName, what),
                cause);
    }
}
