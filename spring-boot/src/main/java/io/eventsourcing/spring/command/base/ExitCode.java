package io.eventsourcing.spring.command.base;

/** What a command's process ends with. */
public final class ExitCode {
    /** It is done. */
    public static final int DONE = 0;
    /** Something failed, or is not as it should be. */
    public static final int FAILED = 1;
    /** The arguments are wrong. */
    public static final int USAGE = 2;

    private ExitCode() {}
}
