package io.eventsourcing.spring.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** All the commands. */
@Command(
        name = "eventsourcing",
        description = "Operates the followers of this application.",
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
        CommandLine commands = commandLine(null, out, err);
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
    static int execute(List<String> arguments, ApplicationContext context, PrintWriter out, PrintWriter err) {
        return commandLine(context, out, err).execute(arguments.toArray(String[]::new));
    }

    private static CommandLine commandLine(@Nullable ApplicationContext context, PrintWriter out, PrintWriter err) {
        Scope scope = new Scope(context);
        CommandLine commands = new CommandLine(new Commands())
                .addSubcommand("sync-followers", new SyncFollowers(scope), "sync_followers")
                .addSubcommand("followers", new ListFollowers(scope))
                .addSubcommand("pause", new PauseFollower(scope))
                .addSubcommand("resume", new ResumeFollower(scope))
                .addSubcommand("reset", new ResetFollower(scope))
                .addSubcommand("parked", Parked.with(scope));
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
        err.println("CommandError: %s: %s".formatted(e.getClass().getSimpleName(), e.getMessage()));
        err.flush();
        return ExitCode.FAILED;
    }
}
