package io.eventsourcing.spring;

import io.eventsourcing.application.CacheOptions;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.mapping.Transcoder;
import io.eventsourcing.persistence.AppendLimit;
import io.eventsourcing.persistence.Instrumentation;
import io.eventsourcing.persistence.PersistenceModule;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/** Makes event sourcing as the settings and the beans of the application say, for each of its databases. */
final class EventSourcingFactory {
    private final EventSourcingProperties properties;
    private final @Nullable Transcoder transcoder;
    private final List<MetadataContributor> metadata;
    private final Instrumentation instrumentation;
    private final List<EventSourcingCustomizer> customizers;

    EventSourcingFactory(EventSourcingProperties properties, ListableBeanFactory beans) {
        this.properties = properties;
        this.transcoder = beans.getBeanProvider(Transcoder.class).getIfUnique();
        this.metadata =
                beans.getBeanProvider(MetadataContributor.class).orderedStream().toList();
        this.instrumentation = beans.getBeanProvider(Instrumentation.class)
                .orderedStream()
                .reduce(Instrumentation::around)
                .orElseGet(Instrumentation::none);
        this.customizers = beans.getBeanProvider(EventSourcingCustomizer.class)
                .orderedStream()
                .toList();
    }

    /** @param elsewhere knows the event sourcing of the applications that are stored elsewhere */
    EventSourcing in(PersistenceModule persistence, BiFunction<String, EventSourcing, EventSourcing> elsewhere) {
        EventSourcingProperties.AppendLimit limit = properties.appendLimit();
        EventSourcing.Builder builder = EventSourcing.builder(persistence)
                .snapshotExecutor(new SnapshotThread())
                .appendLimit(new AppendLimit(limit.events(), limit.size().toBytes()))
                .instrumentation(instrumentation)
                .elsewhere(elsewhere);
        new StorageSettings(properties, persistence.originatorKeyRecorder(), transcoder).applyTo(builder);
        Long cached = properties.cache().maximumSize();
        if (cached != null) {
            builder.cache(new CacheOptions(cached, properties.cache().fastForward()));
        }
        builder.metadata(
                () -> metadata.stream().map(MetadataContributor::metadata).reduce(Metadata.none(), Metadata::with));
        customizers.forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }
}
