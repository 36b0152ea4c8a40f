package io.eventsourcing.spring.command.store;

import io.eventsourcing.application.AggregateKind;
import io.eventsourcing.application.Application;
import io.eventsourcing.application.FoundEvent;
import io.eventsourcing.application.ReadableState;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.OriginatorType;
import io.eventsourcing.mapping.ForgottenException;
import io.eventsourcing.persistence.EventFilter;
import io.eventsourcing.persistence.SearchPage;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.spring.command.base.CommandException;
import io.eventsourcing.spring.command.base.ExitCode;
import io.eventsourcing.spring.command.base.Output;
import io.eventsourcing.spring.command.base.Scope;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = {
            "Shows an aggregate: its state, or its history.",
            "What kind of aggregate it is, is found out by its first event."
        })
final class ShowAggregate extends StoreCommand {
    @Parameters(paramLabel = "ID", description = "The id of the aggregate.")
    private UUID id = new UUID(0, 0);

    @Option(names = "--version", paramLabel = "N", description = "As it was at this version.")
    @Nullable
    private Long version;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "As it was at this time.")
    @Nullable
    private Instant at;

    @Option(names = "--history", description = "Its events, oldest first, with their metadata.")
    private boolean history;

    ShowAggregate(Scope scope) {
        super(scope);
    }

    @Override
    public Integer call() {
        if (version != null && at != null) {
            throw CommandException.usage("Give either --version or --at.");
        }
        Application application = application();
        StoredEvent first = firstEvent(application, id)
                .orElseThrow(() -> CommandException.failed(
                        "%s has no events of originator %s.".formatted(application.name(), id)));
        if (history) {
            showHistory(application);
        } else {
            show(application, first);
        }
        return ExitCode.DONE;
    }

    private void showHistory(Application application) {
        EventLines lines = new EventLines(output, application.eventSourcing(), true);
        EventFilter filter = EventFilter.of(application.name()).originator(id);
        SearchPage page = SearchPage.oldest(500);
        lines.begin();
        List<FoundEvent> found = List.of();
        do {
            found = application.eventSourcing().search(filter, page);
            for (FoundEvent event : found) {
                StoredEvent stored = event.notification().event();
                if ((version == null || stored.originatorVersion() <= version)
                        && (at == null || !stored.recordedAt().isAfter(at))) {
                    lines.line(event);
                }
            }
            page = found.isEmpty() ? page : page.beyond(found.getLast().id());
        } while (found.size() == page.limit());
    }

    private void show(Application application, StoredEvent first) {
        String topic = String.valueOf(first.originatorTopic());
        AggregateKind kind = Optional.ofNullable(first.originatorTopic())
                .flatMap(application::kindOf)
                .orElseThrow(() -> CommandException.failed(
                        "%s has no repository of the kind '%s' that %s is. Its events are shown by --history."
                                .formatted(application.name(), topic, id)));
        try {
            Optional<? extends Aggregate<?>> aggregate =
                    at == null ? kind.load(id, version == null ? Long.MAX_VALUE : version) : kind.loadAt(id, at);
            show(kind, aggregate.orElseThrow(this::notYet));
        } catch (ForgottenException e) {
            Map<String, Object> values = values(kind);
            values.put("redacted", true);
            output.tell("%s %s was forgotten: its state is redacted.".formatted(kind.topic(), id), values);
        }
    }

    private CommandException notYet() {
        return CommandException.failed(
                "%s has no events up to %s.".formatted(id, at == null ? "version " + version : at.toString()));
    }

    private void show(AggregateKind kind, Aggregate<?> aggregate) {
        boolean ended = OriginatorType.ended(aggregate);
        String created = aggregate.createdOn().map(Instant::toString).orElse("");
        String modified = aggregate.modifiedOn().map(Instant::toString).orElse("");
        Object state = ReadableState.of(aggregate);
        if (output.json()) {
            Map<String, Object> values = values(kind);
            values.put("version", aggregate.version());
            values.put("createdOn", created);
            values.put("modifiedOn", modified);
            values.put("ended", ended);
            values.put("state", state);
            output.json(values);
            return;
        }
        output.line("%s %s", kind.topic(), id);
        output.line("version %d%s", aggregate.version(), ended ? ", with which it has ended" : "");
        output.line("created %s, changed %s", created, modified);
        output.line("%s", Output.pretty(state));
    }

    private Map<String, Object> values(AggregateKind kind) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", id.toString());
        values.put("kind", kind.topic());
        return values;
    }
}
