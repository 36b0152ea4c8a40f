package io.eventsourcing.spring.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** What a command has written and returned. */
record CommandRun(int exitCode, String out, String err) {
    static CommandRun of(ApplicationContext context, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Commands.execute(List.of(arguments), context, new PrintWriter(out), new PrintWriter(err));
        return new CommandRun(exitCode, out.toString(), err.toString());
    }
}
