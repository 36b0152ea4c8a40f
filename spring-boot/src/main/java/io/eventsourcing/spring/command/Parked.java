package io.eventsourcing.spring.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        description = "Notifications that followers have put aside: list, retry, discard.",
        synopsisSubcommandLabel = "COMMAND")
final class Parked implements Runnable {
    @Mixin
    @SuppressWarnings("UnusedVariable")
    private final Output output = new Output();

    @Spec
    private CommandSpec command = CommandSpec.create();

    private Parked() {}

    static CommandLine with(Scope scope) {
        return new CommandLine(new Parked())
                .addSubcommand("list", new ParkedList(scope))
                .addSubcommand("retry", new ParkedRetry(scope))
                .addSubcommand("discard", new ParkedDiscard(scope));
    }

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "Missing command: list, retry or discard");
    }
}
