package io.eventsourcing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.Environment;

/** What Spring Boot would print about a start that fails. */
final class StartFailures {
    private StartFailures() {}

    static FailureAnalysis analysis(ApplicationContextRunner runner) {
        Environment[] environment = new Environment[1];
        FailureAnalysis[] found = new FailureAnalysis[1];
        runner.withInitializer(context -> environment[0] = context.getEnvironment())
                .run(context ->
                        found[0] = new StartFailureAnalyzer(environment[0]).analyze(context.getStartupFailure()));
        assertThat(found[0]).as("the analysis").isNotNull();
        return found[0];
    }
}
