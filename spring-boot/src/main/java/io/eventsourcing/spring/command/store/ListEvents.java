package io.eventsourcing.spring.command.store;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.FoundEvent;
import io.eventsourcing.application.Subscription;
import io.eventsourcing.persistence.EventFilter;
import io.eventsourcing.persistence.SearchPage;
import io.eventsourcing.spring.command.base.CommandException;
import io.eventsourcing.spring.command.base.ExitCode;
import io.eventsourcing.spring.command.base.Scope;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        description = {
            "Lists the stored events of an application, the newest first.",
            "With --follow, the last ones and then those that come, until it is interrupted."
        })
final class ListEvents extends StoreCommand {
    private static final int PAGE = 500;
    private static final Duration LOOK_AT_THE_END = Duration.ofMillis(500);

    @Mixin
    private final EventFilterOptions filterOptions = new EventFilterOptions();

    @Option(
            names = "--from",
            defaultValue = "0",
            paramLabel = "ID",
            description = "Only this notification id and later ones.")
    private long from;

    @Option(
            names = "--to",
            defaultValue = "" + Long.MAX_VALUE,
            paramLabel = "ID",
            description = "Only notification ids up to this one. With --follow it ends there.")
    private long to;

    @Option(names = "--oldest", description = "The oldest first.")
    private boolean oldestFirst;

    @Option(names = "--limit", defaultValue = "50", paramLabel = "N", description = "At most so many (50); 0 for all.")
    private int limit;

    @Option(names = "--state", description = "Also shows the states, decompressed and decrypted.")
    private boolean states;

    @Option(
            names = "--follow",
            description = "Then shows what comes, until Ctrl-C: nothing is left out or shown twice.")
    private boolean follow;

    ListEvents(Scope scope) {
        super(scope);
    }

    @Override
    public Integer call() {
        if (limit < 0) {
            throw CommandException.usage("The limit is %d: give 1 or more, or 0 for all.".formatted(limit));
        }
        if (follow && oldestFirst) {
            throw CommandException.usage(
                    "--follow shows the last events: leave --oldest out, and give --from to begin earlier.");
        }
        Application application = application();
        EventFilter filter = filterOptions.filter(application.name(), application.eventSourcing());
        EventLines lines = new EventLines(output, application.eventSourcing(), states);
        lines.begin();
        if (follow) {
            follow(application, filter, lines);
        } else {
            list(application.eventSourcing(), filter, lines);
        }
        return ExitCode.DONE;
    }

    private void list(EventSourcing eventSourcing, EventFilter filter, EventLines lines) {
        SearchPage page = oldestFirst
                ? SearchPage.oldest(PAGE).beyond(Math.max(from, 1) - 1)
                : SearchPage.newest(PAGE).beyond(to == Long.MAX_VALUE ? to : to + 1);
        int shown = 0;
        while (true) {
            List<FoundEvent> found = eventSourcing.search(filter, page);
            for (FoundEvent event : found) {
                if (event.id() < from || event.id() > to) {
                    return;
                }
                if (limit > 0 && shown == limit) {
                    lines.more(oldestFirst ? "--from " + event.id() : "--to " + event.id());
                    return;
                }
                lines.line(event);
                shown++;
            }
            if (found.size() < PAGE) {
                return;
            }
            page = page.beyond(found.getLast().id());
        }
    }

    /** What is settled is searched, what comes after it is subscribed to: so nothing is between the two. */
    private void follow(Application application, EventFilter filter, EventLines lines) {
        EventSourcing eventSourcing = application.eventSourcing();
        long position = Math.max(from, 1) - 1;
        if (from == 0 && limit > 0) {
            position = application.notificationLog().settledHead().read();
            SearchPage last = SearchPage.newest(limit).beyond(Math.min(position, to - 1) + 1);
            eventSourcing.search(filter, last).reversed().forEach(lines::line);
        }
        try (Subscription subscription = application.notificationLog().subscribe(position, filter.topics())) {
            while (subscription.position() < to && !Thread.currentThread().isInterrupted()) {
                subscription
                        .poll(LOOK_AT_THE_END)
                        .filter(next -> next.id() <= to && filter.matches(next.event()))
                        .map(next -> new FoundEvent(next, eventSourcing.mapper().metadata(next.event())))
                        .filter(found -> hasMetadata(found, filter))
                        .ifPresent(lines::line);
            }
        }
    }

    private static boolean hasMetadata(FoundEvent found, EventFilter filter) {
        return found.metadata()
                .values()
                .entrySet()
                .containsAll(filter.metadata().values().entrySet());
    }
}
