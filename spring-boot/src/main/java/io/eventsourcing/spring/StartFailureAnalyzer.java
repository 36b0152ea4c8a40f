package io.eventsourcing.spring;

import io.eventsourcing.domain.EventTypeException;
import io.eventsourcing.jdbc.SchemaException;
import io.eventsourcing.jdbc.UnsupportedDatabaseException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** Says at a failed start what was wrong with event sourcing, where, and how to mend it. */
final class StartFailureAnalyzer implements FailureAnalyzer, Ordered {
    private final Environment environment;

    StartFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    /** Before the analyzers of Spring's, which would report only that a bean or a property could not be made. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(100)
                .flatMap(cause -> Optional.ofNullable(analysis(cause)).stream())
                .findFirst()
                .orElse(null);
    }

    private @Nullable FailureAnalysis analysis(Throwable cause) {
        return switch (cause) {
            case InvalidSettingException e -> setting(e);
            case ConnectionBudgetException e -> new FailureAnalysis(e.problem() + ".", e.remedy() + ".", e);
            case SchemaException e -> schema(e);
            case UnsupportedDatabaseException e ->
                new FailureAnalysis(
                        "Events cannot be kept in this database. " + e.getMessage(),
                        "Use a database that is supported, in the version and with the settings that it must have; or keep event sourcing out of it with eventsourcing.enabled=false.",
                        e);
            case EventTypeException e ->
                new FailureAnalysis(
                        e.getMessage(),
                        "Make the event type a sealed interface that permits its records, so that the compiler and the library find them all: 'sealed interface Event permits Registered, Renamed {}'.",
                        e);
            default -> null;
        };
    }

    private FailureAnalysis setting(InvalidSettingException e) {
        String remedy = e.remedy();
        return new FailureAnalysis(
                "The setting %s %s.%s".formatted(e.property(), e.problem(), origin(e.property())),
                "%s%s.".formatted(remedy.substring(0, 1).toUpperCase(Locale.ROOT), remedy.substring(1)),
                e);
    }

    /** Where the setting is written down, if it is. */
    private String origin(String property) {
        ConfigurationPropertyName name = ConfigurationPropertyName.adapt(property, '.');
        return StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .flatMap(source -> Optional.ofNullable(source.getConfigurationProperty(name)).stream())
                .flatMap(found -> Optional.ofNullable(found.getOrigin()).stream())
                .findFirst()
                .map(origin -> " It comes from: " + origin)
                .orElse("");
    }

    private static FailureAnalysis schema(SchemaException e) {
        String description = e.installed() == 0
                ? "The event sourcing tables are missing, or cannot be read: version %d is needed."
                        .formatted(e.needed())
                : "The event sourcing tables are at version %d, and version %d is needed."
                        .formatted(e.installed(), e.needed());
        return new FailureAnalysis(
                description + "\n\n" + e.getMessage(),
                "Have them made at start: leave eventsourcing.schema.migration at auto, with Flyway (flyway-core, and its module for your database) or Liquibase on the class path. Otherwise run the SQL of Migrations.ddl before the start. If the tables are elsewhere, set eventsourcing.schema.name and eventsourcing.schema.table-prefix.",
                e);
    }
}
