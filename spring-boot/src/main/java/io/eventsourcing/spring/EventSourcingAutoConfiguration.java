package io.eventsourcing.spring;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.persistence.PersistenceException;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FollowerControl;
import io.eventsourcing.system.FollowerMonitor;
import io.eventsourcing.system.ParkedNotifications;
import io.eventsourcing.system.Runner;
import io.eventsourcing.system.RunnerOptions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Profile;

/**
 * Event sourcing in the application's data source. Every bean steps back for one of the application's own.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration",
            "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration"
        })
@ConditionalOnProperty(prefix = "eventsourcing", name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(EventSourcingProperties.class)
public class EventSourcingAutoConfiguration {
    private static final ConflictTranslator TRANSLATOR = new ConflictTranslator();

    /** Has Spring translate what beans that are repositories throw. */
    @Bean
    @ConditionalOnMissingBean(ConflictTranslator.class)
    static ConflictTranslator eventSourcingExceptionTranslator() {
        return TRANSLATOR;
    }

    @Bean
    @ConditionalOnMissingBean
    static DataSources eventSourcingDataSources(
            ConfigurableListableBeanFactory beans, EventSourcingProperties properties) {
        return new DataSources(beans, properties);
    }

    /** Makes or updates the tables after the application's own migrations, and before an EntityManagerFactory validates. */
    @Bean
    @ConditionalOnMissingBean(PersistenceModule.class)
    @Conditional(OnDataSource.class)
    SchemaMigration eventSourcingSchemaMigration(DataSources dataSources, EventSourcingProperties properties) {
        return new SchemaMigration(List.of(dataSources.main().orElseThrow().bean()), properties.schema());
    }

    /** The same in the data sources that settings name for single applications. */
    @Bean
    SchemaMigration eventSourcingNamedSchemaMigration(DataSources dataSources, EventSourcingProperties properties) {
        Set<DataSource> named = new LinkedHashSet<>();
        properties
                .dataSourceNames()
                .forEach((application, name) -> named.add(dataSources
                        .named(NamedDatabases.setting(application), name)
                        .bean()));
        return new SchemaMigration(List.copyOf(named), properties.schema());
    }

    @Bean
    static JdbcBackends eventSourcingBackends(ListableBeanFactory beans, EventSourcingProperties properties) {
        return new JdbcBackends(properties, new TransactionManagers(beans), TRANSLATOR);
    }

    /** The backend in the application's data source. */
    @Bean
    @ConditionalOnMissingBean(PersistenceModule.class)
    @Conditional(OnDataSource.class)
    @DependsOnDatabaseInitialization
    JdbcPersistence eventSourcingPersistence(DataSources dataSources, JdbcBackends backends) {
        return backends.main(dataSources.main().orElseThrow());
    }

    /** The backends in the data sources that settings name for single applications. */
    @Bean
    @DependsOnDatabaseInitialization
    NamedDatabases eventSourcingNamedDatabases(
            DataSources dataSources,
            JdbcBackends backends,
            EventSourcingProperties properties,
            @Qualifier("eventSourcingPersistence") ObjectProvider<JdbcPersistence> main) {
        return NamedDatabases.of(properties, dataSources, chosen -> {
            boolean shared = dataSources
                    .main()
                    .filter(its -> its.bean() == chosen.bean())
                    .isPresent();
            return shared ? main.getIfAvailable(() -> backends.named(chosen)) : backends.named(chosen);
        });
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(PersistenceModule.class)
    EventSourcing eventSourcing(
            PersistenceModule persistence,
            NamedDatabases named,
            EventSourcingProperties properties,
            ListableBeanFactory beans) {
        return named.connect(persistence, new EventSourcingFactory(properties, beans)::in);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(EventSourcing.class)
    EventSourcingDatabases eventSourcingDatabases(
            EventSourcing eventSourcing, DataSources dataSources, EventSourcingProperties properties) {
        String name = eventSourcing.persistence() instanceof JdbcPersistence
                ? dataSources.main().map(DataSources.Chosen::name).orElse(EventSourcingDatabases.UNNAMED)
                : EventSourcingDatabases.UNNAMED;
        return EventSourcingDatabases.of(eventSourcing, name, properties);
    }

    /** Not for commands: they may be there to make the tables that applications need. */
    @Bean
    @Profile("!eventsourcing-command")
    @ConditionalOnBean(EventSourcing.class)
    NamesInSettings eventSourcingNamesInSettings(
            EventSourcingProperties properties,
            NamedDatabases named,
            ObjectProvider<Application> applications,
            ObjectProvider<EventSourcedSystem> systems) {
        return new NamesInSettings(properties, named, applications, systems);
    }

    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean
    @ConditionalOnBean(EventSourcedSystem.class)
    Runner eventSourcingRunner(EventSourcedSystem system, EventSourcingProperties properties) {
        EventSourcingProperties.Runner settings = properties.runner();
        NamesInSettings.refuseUnknownFollowers(settings.followers(), system);
        RunnerOptions options = settings.options();
        return switch (settings.kind()) {
            case SINGLE_THREADED -> Runner.singleThreaded(system, options);
            case JOINING -> joining(system, options);
            case MULTI_THREADED -> Runner.multiThreaded(system, options);
        };
    }

    private static Runner joining(EventSourcedSystem system, RunnerOptions options) {
        try {
            return Runner.joining(system, options);
        } catch (IllegalArgumentException | PersistenceException e) {
            throw new InvalidSettingException(
                    "eventsourcing.runner.kind",
                    "is joining. " + e.getMessage(),
                    "set it to multi-threaded or single-threaded, or mend that");
        }
    }

    @Bean
    @ConditionalOnBean(Runner.class)
    RunnerLifecycle eventSourcingRunnerLifecycle(
            Runner runner,
            EventSourcingProperties properties,
            ObjectProvider<EventSourcingDatabases> databases,
            DataSources dataSources) {
        return new RunnerLifecycle(
                runner,
                properties.runner().autoStart(),
                () -> databases.ifAvailable(all -> ConnectionBudget.check(runner, all, dataSources)));
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(Runner.class)
    FollowerMonitor eventSourcingFollowerMonitor(EventSourcedSystem system, Runner runner) {
        return FollowerMonitor.of(system, runner);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(EventSourcedSystem.class)
    FollowerControl eventSourcingFollowerControl(EventSourcedSystem system) {
        return FollowerControl.of(system);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(EventSourcedSystem.class)
    ParkedNotifications eventSourcingParkedNotifications(EventSourcedSystem system) {
        return ParkedNotifications.of(system);
    }

    @Bean
    @ConditionalOnBean(EventSourcingDatabases.class)
    @ConditionalOnProperty(prefix = "eventsourcing", name = "log-startup-info", matchIfMissing = true)
    StartLog eventSourcingStartLog(
            ConfigurableApplicationContext context,
            EventSourcingDatabases databases,
            DataSources dataSources,
            EventSourcingProperties properties) {
        return new StartLog(context, databases, dataSources, properties);
    }
}
