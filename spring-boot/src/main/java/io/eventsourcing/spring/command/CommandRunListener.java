package io.eventsourcing.spring.command;

import io.eventsourcing.spring.command.base.Scope;
import io.eventsourcing.spring.command.base.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes a run of the application that of a command, if its arguments ask for one: no web server, nothing of the
 * application's own set going, the profile {@value #PROFILE}; then the command, and the end of the process with its exit
 * code. Help and wrong arguments are answered before anything starts. Everything that is not the command's own output, such
 * as the log, goes to the standard error.
 */
final class CommandRunListener implements SpringApplicationRunListener, Ordered {
    static final String PROFILE = "eventsourcing-command";

    private static final Map<String, Object> SETTINGS = Map.of(
            "spring.main.web-application-type", "none",
            "spring.main.lazy-initialization", "true",
            "spring.main.banner-mode", "off",
            "spring.main.log-startup-info", "false",
            "spring.main.keep-alive", "false",
            "management.endpoint.health.validate-group-membership", "false",
            "eventsourcing.runner.auto-start", "false");

    private static final Map<String, Object> DEFAULTS = Map.of("logging.threshold.console", "ERROR");

    private final SpringApplication application;
    private final @Nullable List<String> arguments;
    private final StandardStreams streams = new StandardStreams();

    CommandRunListener(SpringApplication application, String[] arguments) {
        this.application = application;
        this.arguments = CommandArguments.of(arguments).orElse(null);
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void starting(ConfigurableBootstrapContext bootstrapContext) {
        if (arguments == null) {
            return;
        }
        Commands.answerWithoutStarting(arguments, streams.output(), streams.errors())
                .ifPresent(System::exit);
        streams.keepOutput();
        application.setWebApplicationType(WebApplicationType.NONE);
        Set<String> profiles = new TreeSet<>(application.getAdditionalProfiles());
        profiles.add(PROFILE);
        application.setAdditionalProfiles(profiles.toArray(String[]::new));
    }

    @Override
    public void environmentPrepared(ConfigurableBootstrapContext bootstrap, ConfigurableEnvironment environment) {
        if (arguments != null) {
            environment.getPropertySources().addFirst(new MapPropertySource("eventsourcing-command", SETTINGS));
            environment.getPropertySources().addLast(new MapPropertySource("eventsourcing-command-defaults", DEFAULTS));
        }
    }

    @Override
    public void contextPrepared(ConfigurableApplicationContext context) {
        if (arguments != null) {
            NothingStarts.in(context);
        }
    }

    @Override
    public void started(ConfigurableApplicationContext context, @Nullable Duration timeTaken) {
        if (arguments != null) {
            System.exit(Commands.execute(
                    arguments, new Scope(context, Terminal.ofProcess()), streams.output(), streams.errors()));
        }
    }
}
