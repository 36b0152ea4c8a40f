package io.eventsourcing.spring.metadata;

import io.eventsourcing.domain.Metadata;
import io.eventsourcing.spring.MetadataContributor;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The trace that the save is part of, as the W3C's headers tell it. */
final class TraceMetadata implements MetadataContributor {
    private static final Set<String> NAMES = Set.of(Metadata.TRACE_PARENT, Metadata.TRACE_STATE);

    private final Tracer tracer;
    private final Propagator propagator;

    TraceMetadata(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    @Override
    public Metadata metadata() {
        Span span = tracer.currentSpan();
        if (span == null) {
            return Metadata.none();
        }
        Map<String, String> values = new HashMap<>();
        propagator.inject(span.context(), values, (carrier, name, value) -> {
            if (carrier != null && NAMES.contains(name) && !value.isEmpty()) {
                carrier.put(name, value);
            }
        });
        return new Metadata(values);
    }
}
