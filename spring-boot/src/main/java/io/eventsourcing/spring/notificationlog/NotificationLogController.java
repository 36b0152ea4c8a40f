package io.eventsourcing.spring.notificationlog;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.json.NotificationLogJson;
import io.eventsourcing.application.json.SectionPage;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Sections of the notification logs of this service's applications, as {@link NotificationLogJson} writes them. */
@RestController
class NotificationLogController {
    static final String PATH = "/eventsourcing/notification-log";

    private final Map<String, NotificationLogJson> logs;

    NotificationLogController(List<Application> applications, NotificationLogProperties properties) {
        this.logs = applications.stream()
                .filter(application -> properties.applications().isEmpty()
                        || properties.applications().contains(application.name()))
                .collect(Collectors.toUnmodifiableMap(
                        Application::name,
                        application ->
                                new NotificationLogJson(application.notificationLog(), properties.sectionSize())));
        for (String name : properties.applications()) {
            if (!logs.containsKey(name)) {
                throw new IllegalArgumentException(
                        "eventsourcing.web.notification-log.applications names '%s', but the applications are %s"
                                .formatted(
                                        name,
                                        applications.stream()
                                                .map(Application::name)
                                                .sorted()
                                                .toList()));
            }
        }
    }

    @GetMapping(
            path = "${eventsourcing.web.notification-log.path:" + PATH + "}/{application}/{section}",
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> section(
            @PathVariable("application") String application,
            @PathVariable("section") String section,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
        NotificationLogJson log = logs.get(application);
        if (log == null) {
            return ResponseEntity.notFound().build();
        }
        SectionPage page;
        try {
            page = log.sectionPage(section);
        } catch (IllegalArgumentException e) {
            return ResponseEntity.badRequest().build();
        }
        boolean known = page.isKnownTo(ifNoneMatch);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .header(HttpHeaders.ETAG, page.tag())
                .header(HttpHeaders.CACHE_CONTROL, page.cacheControl());
        return known
                ? answer.build()
                : answer.contentType(MediaType.APPLICATION_JSON).body(page.bytes());
    }
}
