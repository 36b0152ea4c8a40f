package io.eventsourcing.spring;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.util.ClassUtils;

/**
 * How many connections a runner takes, so that it never takes all of a pool: at least one must be left for everybody else.
 * With too few, workers and requests would wait for each other until a time-out.
 */
record ConnectionBudget(int runner) {
    /** Refuses a HikariCP pool that is too small; other pools are not known. */
    void check(DataSource dataSource) {
        if (ClassUtils.isPresent(
                "com.zaxxer.hikari.HikariDataSource", getClass().getClassLoader())) {
            Hikari.sizeOf(dataSource, this);
        }
    }

    private void check(int poolSize) {
        int needed = runner + 1;
        if (poolSize < needed) {
            throw new ConnectionBudgetException(
                    "The connection pool has %d connections, but the followers need %d: %d for the runner (its workers, the settled head, reading ahead), 1 for everybody else"
                            .formatted(poolSize, needed, runner),
                    "Set spring.datasource.hikari.maximum-pool-size to %d or more, or eventsourcing.runner.auto-start to false"
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
