package io.eventsourcing.spring.notificationlog;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the endpoint that serves notification logs.
 *
 * @param enabled whether there is one: who may read it may read the events
 * @param path where it is; the application and the section follow
 * @param sectionSize how many notifications are in a section, at most
 * @param applications the names of the applications whose logs are served; empty for all
 */
@ConfigurationProperties("eventsourcing.web.notification-log")
record NotificationLogProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue(NotificationLogController.PATH) String path,
        @DefaultValue("100") int sectionSize,
        @DefaultValue Set<String> applications) {
    NotificationLogProperties {
        if (sectionSize < 1) {
            throw new IllegalArgumentException(
                    "eventsourcing.web.notification-log.section-size is %d: set it to 1 or more"
                            .formatted(sectionSize));
        }
    }
}
