package io.eventsourcing.spring.command.base;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command on an application; it returns its exit code. */
public abstract class ApplicationCommand implements Callable<Integer> {
    /** What it works on. */
    protected final Scope scope;

    /** How it writes. */
    @Mixin
    protected final Output output;

    protected ApplicationCommand(Scope scope) {
        this.scope = scope;
        this.output = new Output(scope.terminal());
    }
}
