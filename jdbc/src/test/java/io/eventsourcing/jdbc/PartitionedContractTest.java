package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.testkit.contract.BackendContract;
import io.eventsourcing.testkit.contract.PersistenceFixture;
import org.junit.jupiter.api.Test;

/** The contracts on PostgreSQL where the events are partitioned as the guide to the tables says. */
class PartitionedContractTest extends BackendContract {
    private static final String EVENTS = "(?s)CREATE TABLE stored_events \\(.*?\n\\);\n";

    private static final LentDatabases PARTITIONED =
            new LentDatabases(PartitionedContractTest::partitioned, TableNames.defaults());

    @Override
    protected PersistenceFixture fixture() {
        return DatabaseFixture.of(PARTITIONED);
    }

    private static HikariDataSource partitioned() {
        HikariDataSource dataSource = TestDatabases.postgres();
        String printed = Migrations.ddl(Dialects.postgresql(), TableNames.defaults());
        String partitioned = printed.replaceFirst(EVENTS, Guide.TABLES.sql("partitions"));
        assertThat(partitioned).isNotEqualTo(printed);
        Guide.run(dataSource, partitioned);
        return dataSource;
    }

    /** What the guide says cannot be done. */
    @Test
    void thePartitionsCannotBeRangesOfIds() {
        try (HikariDataSource dataSource = TestDatabases.postgres()) {
            assertThatThrownBy(() -> Guide.run(
                            dataSource,
                            Guide.TABLES.sql("partitions").replace("BY HASH (originator_id)", "BY RANGE (id)")))
                    .hasStackTraceContaining(
                            "unique constraint on partitioned table must include all partitioning columns");
        }
    }
}
