package io.eventsourcing.jpa;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import javax.sql.DataSource;

/** Persistence units, made without any XML. */
final class Units {
    private Units() {}

    static PersistenceConfiguration on(DataSource dataSource) {
        return new PersistenceConfiguration("school").property("jakarta.persistence.nonJtaDataSource", dataSource);
    }

    /** A unit of the application's entities, whose tables are made. */
    static EntityManagerFactory ofTheApplication(DataSource dataSource) {
        return on(dataSource)
                .managedClass(Invoice.class)
                .property("hibernate.hbm2ddl.auto", "create-only")
                .createEntityManagerFactory();
    }
}
