package io.eventsourcing.spring.metadata;

import io.eventsourcing.domain.Metadata;
import io.eventsourcing.spring.MetadataContributor;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.MDC;

/** Values of the logging context, under their names. */
final class LoggedMetadata implements MetadataContributor {
    private final Set<String> names;

    LoggedMetadata(Set<String> names) {
        this.names = names;
    }

    @Override
    public Metadata metadata() {
        Map<String, String> values = new HashMap<>();
        for (String name : names) {
            String value = MDC.get(name);
            if (value != null) {
                values.put(name, value);
            }
        }
        return new Metadata(values);
    }
}
