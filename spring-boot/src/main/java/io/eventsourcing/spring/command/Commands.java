package io.eventsourcing.spring.command;

import io.eventsourcing.spring.command.base.CommandException;
import io.eventsourcing.spring.command.base.ExitCode;
import io.eventsourcing.spring.command.base.Scope;
import io.eventsourcing.spring.command.base.Terminal;
import io.eventsourcing.spring.command.followers.FollowersCommands;
import io.eventsourcing.spring.command.store.StoreCommands;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.springframework.core.NestedRuntimeException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** All the commands. */
@Command(
        name = "eventsourcing",
        description = "Operates the stored events and the followers of this application.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Settings of the application may be added as always: --spring.datasource.url=…"})
final class Commands {
    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("UnusedVariable")
    private boolean help;

    private Commands() {}

    /** The exit code of what is asked for, if no application is needed to answer. */
    static Optional<Integer> answerWithoutStarting(List<String> arguments, PrintWriter out, PrintWriter err) {
        CommandLine commands = commandLine(new Scope(null, Terminal.ofProcess()), out, err);
        if (arguments.isEmpty()) {
            commands.usage(commands.getOut());
            return Optional.of(ExitCode.USAGE);
        }
        try {
            CommandLine.ParseResult parsed = commands.parseArgs(arguments.toArray(String[]::new));
            return Optional.ofNullable(CommandLine.executeHelpRequest(parsed));
        } catch (ParameterException e) {
            return Optional.of(refused(e));
        }
    }

    /** Runs a command of an application. */
    static int execute(List<String> arguments, Scope scope, PrintWriter out, PrintWriter err) {
        return commandLine(scope, out, err).execute(arguments.toArray(String[]::new));
    }

    private static CommandLine commandLine(Scope scope, PrintWriter out, PrintWriter err) {
        CommandLine commands = new CommandLine(new Commands());
        FollowersCommands.addTo(commands, scope);
        StoreCommands.addTo(commands, scope);
        return commands.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.AUTO))
                .setParameterExceptionHandler((e, arguments) -> refused(e))
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
    }

    private static int refused(ParameterException e) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("CommandError: " + e.getMessage());
        err.println("Try '%s --help'".formatted(command.getCommandSpec().qualifiedName()));
        err.flush();
        return ExitCode.USAGE;
    }

    private static int failed(Exception e, CommandLine command) {
        PrintWriter err = command.getErr();
        if (e instanceof CommandException refused) {
            err.println("CommandError: " + refused.getMessage());
            err.flush();
            return refused.exitCode();
        }
        Throwable cause = unwrapped(e);
        err.println("CommandError: %s: %s".formatted(cause.getClass().getSimpleName(), cause.getMessage()));
        err.flush();
        return ExitCode.FAILED;
    }

    /** What went wrong inside of what Spring says of it. */
    private static Throwable unwrapped(Throwable e) {
        return e instanceof NestedRuntimeException && e.getCause() != null ? unwrapped(e.getCause()) : e;
    }
}
