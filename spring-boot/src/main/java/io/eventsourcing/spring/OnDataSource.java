package io.eventsourcing.spring;

import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;

/** It is clear which data source events are stored in: there is one, or a primary one, or a setting names it. */
class OnDataSource extends AnyNestedCondition {
    OnDataSource() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnSingleCandidate(DataSource.class)
    static class Single {}

    @ConditionalOnProperty("eventsourcing.data-source")
    static class Named {}
}
