package io.eventsourcing.spring.command.base;

/** A command cannot do what it was asked for; the message is all there is to say. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The command was given what it cannot use. */
    public static CommandException usage(String message) {
        return new CommandException(ExitCode.USAGE, message);
    }

    /** The command did not succeed. */
    public static CommandException failed(String message) {
        return new CommandException(ExitCode.FAILED, message);
    }

    /** What the process ends with. */
    public int exitCode() {
        return exitCode;
    }
}
