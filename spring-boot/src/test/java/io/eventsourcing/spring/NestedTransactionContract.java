package io.eventsourcing.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.Savepoint;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.TransactionDefinition;

/** What a transaction manager with savepoints must hold to besides. */
abstract class NestedTransactionContract extends SaveInTransactionContract {
    @Test
    void aNestedTransactionThatRollsBackLeavesNoGhost() {
        inTransaction(() -> {
            shop.place("1");
            assertThatThrownBy(() -> template(TransactionDefinition.PROPAGATION_NESTED)
                            .executeWithoutResult(status -> {
                                shop.pay("1", 99);
                                shop.place("ghost");
                                throw new IllegalStateException("nested");
                            }))
                    .hasMessage("nested");
            shop.pay("1", 1);
        });
        assertThat(stored()).containsExactly("Placed 1", "Paid 2");
        assertThat(shop.paid("1")).isEqualTo(1);
    }

    @Test
    void aNestedTransactionThatRollsBackAfterAFlushLosesNothingOfTheOuterOne() {
        inTransaction(() -> {
            shop.place("1");
            assertThatThrownBy(() -> template(TransactionDefinition.PROPAGATION_NESTED)
                            .executeWithoutResult(status -> {
                                shop.pay("1", 99);
                                shop.writeNow();
                                throw new IllegalStateException("nested");
                            }))
                    .hasMessage("nested");
        });
        assertThat(stored()).containsExactly("Placed 1");
    }

    @Test
    void theFirstSaveOfATransactionMayBeUndoneWithANestedOne() {
        inTransaction(() -> assertThatThrownBy(
                        () -> template(TransactionDefinition.PROPAGATION_NESTED).executeWithoutResult(status -> {
                            shop.place("ghost");
                            throw new IllegalStateException("nested");
                        }))
                .hasMessage("nested"));
        assertThat(stored()).isEmpty();
    }

    @Test
    void aNestedTransactionThatCommitsIsWrittenWithTheOuterOne() {
        inTransaction(() -> {
            template(TransactionDefinition.PROPAGATION_NESTED).executeWithoutResult(status -> shop.place("1"));
            shop.pay("1", 1);
        });
        assertThat(stored()).containsExactly("Placed 1", "Paid 2");
    }

    @Test
    void eventsSavedAfterARawSavepointFollowTheTransactionAndNotTheSavepoint() {
        DataSource dataSource = context.getBean(DataSource.class);
        inTransaction(() -> {
            Connection connection = DataSourceUtils.getConnection(dataSource);
            try {
                Savepoint savepoint = connection.setSavepoint();
                shop.place("1");
                connection.rollback(savepoint);
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            } finally {
                DataSourceUtils.releaseConnection(connection, dataSource);
            }
        });
        assertThat(stored()).containsExactly("Placed 1");
    }
}
