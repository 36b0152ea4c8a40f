package io.eventsourcing.spring;

import io.eventsourcing.jdbc.JdbcPersistence;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Makes backends as the settings say.
 *
 * @param properties the settings
 * @param managers where the transaction managers are found
 * @param translator makes what commits throw of the library's errors, if the settings ask for it
 */
record JdbcBackends(
        EventSourcingProperties properties, TransactionManagers managers, PersistenceExceptionTranslator translator) {
    /** The one of the data source that all applications share. */
    JdbcPersistence main(DataSources.Chosen dataSource) {
        return in(dataSource, managers.ofMain(dataSource));
    }

    /** The one of a data source that single applications have. */
    JdbcPersistence named(DataSources.Chosen dataSource) {
        return in(dataSource, managers.of(dataSource));
    }

    private JdbcPersistence in(DataSources.Chosen dataSource, PlatformTransactionManager manager) {
        @Nullable PersistenceExceptionTranslator translating = properties.translateConflicts() ? translator : null;
        return JdbcPersistence.builder(dataSource.bean())
                .tables(properties.schema().tableNames())
                .transactions(new SpringTransactions(manager, dataSource.bean(), translating))
                .wakeUps(properties.runner().wakeUps())
                .tableLock(properties.schema().tableLock())
                .build();
    }
}
