package io.eventsourcing.spring;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.ApplicationOptions;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.mapping.Cipher;
import io.eventsourcing.mapping.Compressor;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Runner;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;

/** Says once, in one block, what was found and how it is set: databases, applications, followers, runner. */
final class StartLog implements ApplicationListener<ContextRefreshedEvent> {
    private static final Logger log = LoggerFactory.getLogger(StartLog.class);

    private final ConfigurableApplicationContext context;
    private final EventSourcingDatabases databases;
    private final DataSources dataSources;
    private final EventSourcingProperties properties;

    StartLog(
            ConfigurableApplicationContext context,
            EventSourcingDatabases databases,
            DataSources dataSources,
            EventSourcingProperties properties) {
        this.context = context;
        this.databases = databases;
        this.dataSources = dataSources;
        this.properties = properties;
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        if (event.getApplicationContext() == context && log.isInfoEnabled()) {
            log.info("{}", String.join(System.lineSeparator() + "  ", lines()));
        }
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Event sourcing"
                + EventSourcingDatabases.version().map(" "::concat).orElse(""));
        for (Map.Entry<String, EventSourcing> database : databases.all().entrySet()) {
            lines.add("Database %s: %s"
                    .formatted(database.getKey(), description(database.getKey(), database.getValue())));
            beans(Application.class)
                    .filter(application -> databases.nameOf(application).equals(database.getKey()))
                    .map(this::application)
                    .sorted()
                    .forEach(lines::add);
        }
        beans(EventSourcedSystem.class).flatMap(StartLog::system).forEach(lines::add);
        beans(Runner.class).map(this::runner).forEach(lines::add);
        return lines;
    }

    /** Those that there are already: what is lazy stays so. */
    private <T> Stream<T> beans(Class<T> type) {
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        return Arrays.stream(beans.getBeanNamesForType(type, true, false))
                .filter(beans::containsSingleton)
                .map(name -> beans.getBean(name, type));
    }

    private String description(String name, EventSourcing eventSourcing) {
        return dataSources
                .find(name)
                .map(found -> "%s, %s".formatted(product(found), tables()))
                .orElseGet(() -> eventSourcing.persistence().getClass().getSimpleName());
    }

    private static String product(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            DatabaseMetaData product = connection.getMetaData();
            return product.getDatabaseProductName() + " " + product.getDatabaseProductVersion();
        } catch (SQLException e) {
            return "not reached (%s)".formatted(e.getMessage());
        }
    }

    private String tables() {
        return "tables %s, migrations %s"
                .formatted(
                        properties.schema().tableNames().table("stored_events"),
                        SchemaMigration.tool(properties.schema().migration())
                                .map(tool -> "by " + tool)
                                .orElse("by others"));
    }

    private String application(Application application) {
        ApplicationOptions options = application.eventSourcing().options(application.name());
        StringJoiner settings = new StringJoiner(", ", "  " + application.name() + ": ", "");
        settings.add(unless(Compressor.none(), options.states().compressor(), "not compressed"));
        settings.add(unless(Cipher.none(), options.states().cipher(), "not encrypted"));
        settings.add(options.snapshots() ? "snapshots" : "no snapshots");
        settings.add(properties.cache().maximumSize() != null && options.cached() ? "cached" : "not cached");
        return settings.toString();
    }

    private static String unless(Object none, Object chosen, String nothing) {
        return chosen.getClass() == none.getClass()
                ? nothing
                : chosen.getClass().getSimpleName();
    }

    private static Stream<String> system(EventSourcedSystem system) {
        return system.toString().lines().map("System: "::concat);
    }

    private String runner(Runner runner) {
        return "Runner: %s, %s, %d connections, followers %s"
                .formatted(
                        runner.getClass().getSimpleName(),
                        runner.running() ? "started" : "not started",
                        runner.connections(),
                        properties.runner().followers().isEmpty()
                                ? "all"
                                : new TreeSet<>(properties.runner().followers()));
    }
}
