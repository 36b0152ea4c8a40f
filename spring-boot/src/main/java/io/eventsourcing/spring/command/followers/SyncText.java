package io.eventsourcing.spring.command.followers;

import io.eventsourcing.spring.command.base.Output;
import io.eventsourcing.system.Synchronization.Result;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Tells people, in the words of the Python command. Progress is shown on a terminal only. */
final class SyncText implements SyncReport {
    /**
     * What is told.
     *
     * @param dryRun whether nothing is stored
     * @param verbosity 0 to 3
     */
    record Style(boolean dryRun, int verbosity) {
        boolean tells(int level) {
            return verbosity >= level;
        }
    }

    private final Output output;
    private final Style style;
    private final int total;
    private String begun = "";
    private int number;

    SyncText(Output output, Style style, int total) {
        this.output = output;
        this.style = style;
        this.total = total;
    }

    @Override
    public void begin(boolean all) {
        if (!style.tells(1)) {
            return;
        }
        if (style.dryRun()) {
            output.line("Dry-run mode, the events will be processed but the changes will be rolled back.");
        }
        String selected = all ? "All followers" : total == 1 ? "1 follower" : total + " followers";
        output.line("%s selected for synchronization.", selected);
    }

    @Override
    public LongConsumer beginFollower(String name, LongSupplier waiting) {
        number++;
        String width = String.valueOf(total);
        begun = ("[%" + width.length() + "d/%s] Synchronizing %s... ").formatted(number, width, name);
        if (!style.tells(1)) {
            return processed -> {};
        }
        output.write(begun);
        if (!output.terminal()) {
            return processed -> {};
        }
        long all = waiting.getAsLong();
        return processed ->
                output.write("%s%s%d/%d".formatted(Output.CLEARED, begun, processed, Math.max(all, processed)));
    }

    @Override
    public void endFollower(Result result) {
        if (!style.tells(1)) {
            return;
        }
        String outcome = result.succeeded() ? output.green("OK") : output.red("FAILED");
        String again = output.terminal() ? Output.CLEARED + begun : "";
        output.line("%s%s%s", again, outcome, style.dryRun() ? " (dry-run)" : "");
        if (!style.tells(2)) {
            return;
        }
        if (result.failure() != null) {
            output.error(caught(result.failure()));
        } else {
            result.processed()
                    .forEach((leader, count) ->
                            output.line("\t%2d %s from %s processed", count, count == 1 ? "event" : "events", leader));
        }
    }

    private String caught(Throwable failure) {
        String message = failure.getMessage();
        String caught = message == null || message.isEmpty()
                ? "\tCaught a %s.".formatted(SyncFollowers.typeOf(failure))
                : "\tCaught a %s: %s".formatted(SyncFollowers.typeOf(failure), message);
        if (!style.tells(3)) {
            return caught;
        }
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        return caught + "\n" + trace.toString().stripTrailing();
    }

    @Override
    public void end(boolean failed) {
        if (failed && style.verbosity() == 1) {
            output.error(
                    "There were errors during synchronisation, please re-run with a higher verbosity level (try: `--verbosity 2`).");
        }
    }
}
