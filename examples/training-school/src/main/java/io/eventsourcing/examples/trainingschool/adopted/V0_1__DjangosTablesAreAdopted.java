package io.eventsourcing.examples.trainingschool.adopted;

import io.eventsourcing.jdbc.adoption.Adoption;
import io.eventsourcing.jdbc.adoption.AdoptionReport;
import io.eventsourcing.mapping.python.PythonStates;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Makes Django's tables the library's too, once: a migration, the version in its name, that Flyway runs before all others.
 */
@Component
@Profile("django")
class V0_1__DjangosTablesAreAdopted extends BaseJavaMigration {
    private static final Logger log = LoggerFactory.getLogger(V0_1__DjangosTablesAreAdopted.class);

    /** The adoption has transactions of its own. */
    @Override
    public boolean canExecuteInTransaction() {
        return false;
    }

    @Override
    public void migrate(Context context) {
        AdoptionReport report = Adoption.inPlace(context.getConfiguration().getDataSource())
                .states(PythonStates.plain())
                .run();
        log.info("Adopted: {}", report);
    }
}
