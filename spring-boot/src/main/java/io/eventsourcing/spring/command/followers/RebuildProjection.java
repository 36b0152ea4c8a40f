package io.eventsourcing.spring.command.followers;

import io.eventsourcing.projection.Shadow;
import io.eventsourcing.spring.command.base.ApplicationCommand;
import io.eventsourcing.spring.command.base.CommandException;
import io.eventsourcing.spring.command.base.Confirmation;
import io.eventsourcing.spring.command.base.ExitCode;
import io.eventsourcing.spring.command.base.Scope;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FollowerException;
import io.eventsourcing.system.Rebuild;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = {
            "Builds the read model of a projection anew beside the one that is read, and then puts it in its place.",
            "How that is done is told by a bean of the type Shadow. If it is stopped, running it again goes on there."
        })
final class RebuildProjection extends ApplicationCommand {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    @Mixin
    private final Confirmation confirmation;

    @Parameters(paramLabel = "PROJECTION", description = "The name of the projection.")
    private String follower = "";

    @Option(
            names = "--shadow",
            paramLabel = "BEAN",
            description = "The bean of the type Shadow; needed if several have a projection of that name, or none has.")
    @Nullable
    private String bean;

    @Option(names = "--cancel", description = "Forgets a rebuild that was stopped, and clears what it has built.")
    private boolean cancel;

    RebuildProjection(Scope scope) {
        super(scope);
        this.confirmation = new Confirmation(scope);
    }

    @Override
    public Integer call() {
        EventSourcedSystem system = scope.systemWith(List.of(follower));
        Shadow shadow = shadow();
        Rebuild rebuild;
        try {
            rebuild = Rebuild.of(system, follower, shadow);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
        confirmation.require(
                cancel
                        ? "What was built of version %s of %s will be cleared".formatted(shadow.version(), follower)
                        : "The read model of %s will be replaced by version %s".formatted(follower, shadow.version()));
        try {
            if (cancel) {
                rebuild.cancel();
            } else {
                run(rebuild);
            }
        } catch (FollowerException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()));
        }
        output.tell(
                "%s is %s."
                        .formatted(
                                follower, cancel ? "not rebuilt any more" : "rebuilt as version " + shadow.version()),
                Map.of("follower", follower, "version", shadow.version(), "rebuilt", !cancel));
        return ExitCode.DONE;
    }

    private Shadow shadow() {
        Map<String, Shadow> beans = new TreeMap<>(scope.context().getBeansOfType(Shadow.class));
        List<Shadow> found = new ArrayList<>();
        beans.forEach((name, shadow) -> {
            if (bean == null ? isOfFollower(shadow) : bean.equals(name)) {
                found.add(shadow);
            }
        });
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw CommandException.usage("%s beans of the type Shadow are %s. %s"
                .formatted(
                        found.isEmpty() ? "No" : "Several",
                        bean == null ? "for %s".formatted(follower) : "named '%s'".formatted(bean),
                        beans.isEmpty()
                                ? "Declare one: it says what is built, how it is emptied, and how it is put in place."
                                : "Name one with --shadow: %s.".formatted(String.join(", ", beans.keySet()))));
    }

    private boolean isOfFollower(Shadow shadow) {
        try {
            return shadow.projection().name().equals(follower);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void run(Rebuild rebuild) {
        CountDownLatch done = new CountDownLatch(1);
        if (output.terminal()) {
            Thread.ofVirtual().start(() -> showProgress(rebuild, done));
        }
        try {
            rebuild.run();
        } finally {
            done.countDown();
            output.progressEnds();
        }
    }

    private void showProgress(Rebuild rebuild, CountDownLatch done) {
        try {
            do {
                output.progress(rebuild.progress().stream()
                        .map(progress ->
                                "%s: %d/%d".formatted(progress.leaderName(), progress.position(), progress.target()))
                        .collect(Collectors.joining(", ")));
            } while (!done.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
