package io.eventsourcing.spring.command;

import io.eventsourcing.spring.command.base.Scope;
import io.eventsourcing.spring.command.base.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** What a command has written and returned. */
public record CommandRun(int exitCode, String out, String err) {
    public static CommandRun of(ApplicationContext context, String... arguments) {
        return of(context, new PlayedTerminal(false, null), arguments);
    }

    public static CommandRun of(ApplicationContext context, Terminal terminal, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Scope scope = new Scope(context, terminal);
        int exitCode = Commands.execute(List.of(arguments), scope, new PrintWriter(out), new PrintWriter(err));
        return new CommandRun(exitCode, out.toString(), err.toString());
    }
}
