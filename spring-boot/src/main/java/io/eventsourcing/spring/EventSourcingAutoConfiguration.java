package io.eventsourcing.spring;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.CacheOptions;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.mapping.Transcoder;
import io.eventsourcing.persistence.AppendLimit;
import io.eventsourcing.persistence.PersistenceException;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FollowerControl;
import io.eventsourcing.system.FollowerMonitor;
import io.eventsourcing.system.ParkedNotifications;
import io.eventsourcing.system.Runner;
import io.eventsourcing.system.RunnerOptions;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;

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

    /** Makes or updates the tables after the application's own migrations, and before an EntityManagerFactory validates. */
    @Bean
    @ConditionalOnMissingBean(PersistenceModule.class)
    @ConditionalOnSingleCandidate(DataSource.class)
    SchemaMigration eventSourcingSchemaMigration(DataSource dataSource, EventSourcingProperties properties) {
        return new SchemaMigration(dataSource, properties.schema());
    }

    /** The backend in the application's data source. */
    @Bean
    @ConditionalOnMissingBean(PersistenceModule.class)
    @ConditionalOnSingleCandidate(DataSource.class)
    @DependsOnDatabaseInitialization
    JdbcPersistence eventSourcingPersistence(
            DataSource dataSource, PlatformTransactionManager transactionManager, EventSourcingProperties properties) {
        return JdbcPersistence.builder(dataSource)
                .tables(properties.schema().tableNames())
                .transactions(new SpringTransactions(
                        transactionManager, dataSource, properties.translateConflicts() ? TRANSLATOR : null))
                .wakeUps(properties.runner().wakeUps())
                .tableLock(properties.schema().tableLock())
                .build();
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(PersistenceModule.class)
    EventSourcing eventSourcing(
            PersistenceModule persistence,
            EventSourcingProperties properties,
            ObjectProvider<Transcoder> transcoder,
            ObjectProvider<MetadataContributor> metadata,
            ObjectProvider<EventSourcingCustomizer> customizers) {
        EventSourcingProperties.AppendLimit limit = properties.appendLimit();
        EventSourcing.Builder builder = EventSourcing.builder(persistence)
                .snapshotExecutor(new SnapshotThread())
                .appendLimit(new AppendLimit(limit.events(), limit.size().toBytes()));
        new StorageSettings(properties, persistence.originatorKeyRecorder(), transcoder.getIfUnique()).applyTo(builder);
        Long cached = properties.cache().maximumSize();
        if (cached != null) {
            builder.cache(new CacheOptions(cached, properties.cache().fastForward()));
        }
        List<MetadataContributor> contributors = metadata.orderedStream().toList();
        builder.metadata(
                () -> contributors.stream().map(MetadataContributor::metadata).reduce(Metadata.none(), Metadata::with));
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    @Bean
    @ConditionalOnBean(EventSourcing.class)
    NamesInSettings eventSourcingNamesInSettings(
            EventSourcingProperties properties,
            ObjectProvider<Application> applications,
            ObjectProvider<EventSourcedSystem> systems) {
        return new NamesInSettings(properties, applications, systems);
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
            Runner runner, EventSourcingProperties properties, ObjectProvider<DataSource> dataSource) {
        ConnectionBudget budget = new ConnectionBudget(runner.connections());
        return new RunnerLifecycle(runner, properties.runner().autoStart(), () -> dataSource.ifUnique(budget::check));
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
}
