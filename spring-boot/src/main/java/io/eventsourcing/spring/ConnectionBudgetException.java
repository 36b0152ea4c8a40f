package io.eventsourcing.spring;

/** The connection pool is too small for the runner. */
final class ConnectionBudgetException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;

    ConnectionBudgetException(String problem, String remedy) {
        super(problem + ". " + remedy);
        this.problem = problem;
        this.remedy = remedy;
    }

    String problem() {
        return problem;
    }

    String remedy() {
        return remedy;
    }
}
