package io.eventsourcing.spring.command.store;

import io.eventsourcing.application.AggregateKind;
import io.eventsourcing.application.AggregateNotFoundException;
import io.eventsourcing.application.Application;
import io.eventsourcing.application.SnapshotListener;
import io.eventsourcing.spring.command.base.CommandException;
import io.eventsourcing.spring.command.base.ExitCode;
import io.eventsourcing.spring.command.base.Output;
import io.eventsourcing.spring.command.base.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description =
                "Takes snapshots: of one aggregate, or of all of a kind that have changed much since their last one.")
final class TakeSnapshots extends StoreCommand {
    /** What to take snapshots of. */
    static final class Of {
        @Parameters(paramLabel = "ID", arity = "0..1", description = "The id of one aggregate.")
        @Nullable
        private UUID id;

        @Option(
                names = "--kind",
                paramLabel = "KIND",
                description = "All aggregates of this kind: its topic, or how that ends.")
        @Nullable
        private String kind;
    }

    @ArgGroup(multiplicity = "1")
    private Of of = new Of();

    @Option(
            names = "--more-than",
            defaultValue = "0",
            paramLabel = "N",
            description = "With --kind, only those with more events than so many since their last snapshot (0).")
    private long moreThan;

    TakeSnapshots(Scope scope) {
        super(scope);
    }

    @Override
    public Integer call() {
        Application application = application();
        try {
            return of.kind == null
                    ? one(application, of.id == null ? new UUID(0, 0) : of.id)
                    : all(application, of.kind);
        } catch (IllegalStateException | AggregateNotFoundException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()));
        }
    }

    private int one(Application application, UUID id) {
        AggregateKind kind = firstEvent(application, id)
                .flatMap(event -> Optional.ofNullable(event.originatorTopic()))
                .flatMap(application::kindOf)
                .orElseThrow(() -> CommandException.failed(
                        "%s has no aggregate %s that it has a repository of.".formatted(application.name(), id)));
        kind.takeSnapshot(id);
        output.tell("There is a snapshot of %s.".formatted(id), Map.of("id", id.toString()));
        return ExitCode.DONE;
    }

    private int all(Application application, String name) {
        Counting counting = new Counting();
        kind(application, name).takeSnapshots(moreThan, counting);
        output.progressEnds();
        output.tell(
                "%s of %s taken."
                        .formatted(
                                Output.counted(counting.taken, "snapshot"),
                                Output.counted(counting.lookedAt, "aggregate")),
                Map.of("aggregates", counting.lookedAt, "taken", counting.taken, "failed", counting.failed));
        return counting.failed == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static AggregateKind kind(Application application, String name) {
        List<AggregateKind> kinds = application.kinds();
        List<AggregateKind> found = kinds.stream()
                .filter(kind ->
                        application.eventSourcing().topics().meantBy(name).contains(kind.topic())
                                || kind.type().getSimpleName().equals(name))
                .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw CommandException.usage("%s kinds of aggregates are '%s'. The kinds are: %s."
                .formatted(
                        found.isEmpty() ? "No" : "Several",
                        name,
                        kinds.stream().map(AggregateKind::topic).collect(Collectors.joining(", "))));
    }

    private final class Counting implements SnapshotListener {
        private long lookedAt;
        private long taken;
        private long failed;

        @Override
        public void progress(long aggregates, long snapshots) {
            lookedAt = aggregates;
            taken = snapshots;
            output.progress("%s looked at, %s taken"
                    .formatted(Output.counted(aggregates, "aggregate"), Output.counted(snapshots, "snapshot")));
        }

        @Override
        public void failed(UUID id, RuntimeException why) {
            failed++;
            output.progressEnds();
            output.error("%s: %s".formatted(id, why.getMessage()));
        }
    }
}
