package io.eventsourcing.spring;

/** A setting has a value that cannot be used. Never says the value of a key. */
final class InvalidSettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String property;
    private final String problem;
    private final String remedy;

    /**
     * A message of the three.
     *
     * @param property the name of the setting
     * @param problem what it is, beginning with a verb
     * @param remedy what to do
     */
    InvalidSettingException(String property, String problem, String remedy) {
        super("%s %s: %s".formatted(property, problem, remedy));
        this.property = property;
        this.problem = problem;
        this.remedy = remedy;
    }

    String property() {
        return property;
    }

    String problem() {
        return problem;
    }

    String remedy() {
        return remedy;
    }
}
