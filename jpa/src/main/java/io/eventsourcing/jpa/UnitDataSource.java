package io.eventsourcing.jpa;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The data source that a persistence unit takes its connections from. */
final class UnitDataSource {
    private static final String HIBERNATE = "org.hibernate.engine.spi.SessionFactoryImplementor";

    private static final List<String> PROPERTIES =
            List.of("jakarta.persistence.nonJtaDataSource", PersistenceConfiguration.JDBC_DATASOURCE);

    private UnitDataSource() {}

    static DataSource of(EntityManagerFactory factory) {
        return PROPERTIES.stream()
                .map(factory.getProperties()::get)
                .filter(DataSource.class::isInstance)
                .map(DataSource.class::cast)
                .findFirst()
                .or(() -> ofHibernate(factory))
                .orElseThrow(() -> new IllegalArgumentException(
                        "The persistence unit '%s' does not tell its data source: give it to JpaPersistence.of(factory, JdbcPersistence.builder(dataSource))"
                                .formatted(factory.getName())));
    }

    private static Optional<DataSource> ofHibernate(EntityManagerFactory factory) {
        try {
            Class.forName(HIBERNATE, false, UnitDataSource.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
        try {
            return HibernateDataSource.of(factory);
        } catch (PersistenceException otherProvider) {
            return Optional.empty();
        }
    }
}
