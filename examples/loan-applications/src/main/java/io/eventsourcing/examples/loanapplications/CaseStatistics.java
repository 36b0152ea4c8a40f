package io.eventsourcing.examples.loanapplications;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.projection.Projection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The follower. It keeps statistics of the cases in two tables of the example, a batch of events at a time and in the
 * transaction that also moves its position. It trusts nobody: it counts what it is handed, and what of that comes twice
 * or out of order, and lets each event into the statistics only once.
 */
final class CaseStatistics implements Projection {
    private final JdbcPersistence persistence;

    CaseStatistics(JdbcPersistence persistence) {
        this.persistence = persistence;
    }

    @Override
    public void project(DomainEvent<?> event) {
        projectAll(List.of(event));
    }

    @Override
    public void projectAll(List<DomainEvent<?>> events) {
        persistence.execute(connection -> write(connection, events));
    }

    private static int write(Connection connection, List<DomainEvent<?>> events) throws SQLException {
        Set<UUID> caseIds = new HashSet<>();
        events.forEach(event -> caseIds.add(event.originatorId()));
        CaseTable cases = new CaseTable(connection);
        Map<UUID, CaseHistory> histories = cases.select(caseIds);
        Tally tally = new Tally();
        for (DomainEvent<?> event : events) {
            if (event.body() instanceof LoanApplication.Event body) {
                add(histories.computeIfAbsent(event.originatorId(), CaseHistory::begin), event, body, tally);
            }
        }
        cases.write(histories.values());
        tally.write(connection);
        return events.size();
    }

    private static void add(CaseHistory history, DomainEvent<?> event, LoanApplication.Event body, Tally tally) {
        tally.count(Tally.DELIVERY, Tally.FOLLOWED);
        switch (history.deliver(event.originatorVersion())) {
            case DUPLICATE -> {
                tally.count(Tally.DELIVERY, Tally.DUPLICATES);
                return;
            }
            case MISORDERED -> tally.count(Tally.DELIVERY, Tally.MISORDERED);
            case NEXT -> {}
        }
        history.add(body);
        Step step = body.step();
        tally.count(Tally.ACTIVITY, step.activity(), step.transition());
        if (step.resource() != null) {
            tally.count(Tally.RESOURCE, step.resource());
        }
    }
}
