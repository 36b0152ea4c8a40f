package io.eventsourcing.spring;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.system.Runner;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.util.ClassUtils;

/**
 * How many connections a runner takes of a pool, so that it never takes all of it: at least one must be left for everybody
 * else. With too few, workers and requests would wait for each other until a time-out.
 */
record ConnectionBudget(String dataSourceName, int runner) {
    /** Refuses pools that are too small for a runner. */
    static void check(Runner runner, EventSourcingDatabases databases, DataSources dataSources) {
        databases
                .all()
                .forEach((name, eventSourcing) -> dataSources
                        .find(name)
                        .ifPresent(new ConnectionBudget(name, runner.connections(eventSourcing))::check));
    }

    /** Refuses a HikariCP pool that is too small; other pools are not known. */
    private void check(DataSource dataSource) {
        if (runner > 0
                && ClassUtils.isPresent(
                        "com.zaxxer.hikari.HikariDataSource", getClass().getClassLoader())) {
            Hikari.sizeOf(dataSource, this);
        }
    }

    private void check(int poolSize) {
        int needed = runner + 1;
        if (poolSize < needed) {
            throw new ConnectionBudgetException(
                    "The connection pool '%s' has %d connections, but the followers need %d: %d for the runner (its workers, the settled head, reading ahead), 1 for everybody else"
                            .formatted(dataSourceName, poolSize, needed, runner),
                    "Set its maximum-pool-size to %d or more (spring.datasource.hikari.maximum-pool-size, if it is Spring Boot's own), or eventsourcing.runner.auto-start to false"
                            .formatted(needed));
        }
    }

    /** Apart, so that it is loaded only where HikariCP is there. */
    private static final class Hikari {
        static void sizeOf(DataSource dataSource, ConnectionBudget budget) {
            try {
                if (dataSource.isWrapperFor(HikariDataSource.class)) {
                    budget.check(dataSource.unwrap(HikariDataSource.class).getMaximumPoolSize());
                }
            } catch (SQLException e) {
                throw new IllegalStateException("The data source does not tell what it is", e);
            }
        }
    }
}
