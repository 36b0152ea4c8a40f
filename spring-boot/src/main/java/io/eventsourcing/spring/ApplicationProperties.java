package io.eventsourcing.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of one application, instead of those for all; what is not set is as for all.
 *
 * @param dataSource the name of the DataSource bean that its events are stored in; also for a projection, whose read model
 *     and position are there
 * @param format what states hold
 * @param compression what makes states smaller
 * @param encryption how states are encrypted; its keys are added to those for all
 * @param snapshots whether snapshots are taken and read
 * @param cache whether aggregates are cached, if there is a cache
 */
public record ApplicationProperties(
        @Nullable String dataSource,
        EventSourcingProperties.@Nullable Format format,
        EventSourcingProperties.@Nullable Compression compression,
        @DefaultValue EncryptionProperties encryption,
        @Nullable Boolean snapshots,
        @Nullable Boolean cache) {}
