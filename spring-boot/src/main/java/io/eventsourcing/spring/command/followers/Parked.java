package io.eventsourcing.spring.command.followers;

import io.eventsourcing.spring.command.base.ApplicationCommand;
import io.eventsourcing.spring.command.base.Scope;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        description = "Notifications that followers have put aside: list, retry, discard.",
        synopsisSubcommandLabel = "COMMAND")
final class Parked extends ApplicationCommand {
    @Spec
    private CommandSpec command = CommandSpec.create();

    private Parked(Scope scope) {
        super(scope);
    }

    static CommandLine with(Scope scope) {
        return new CommandLine(new Parked(scope))
                .addSubcommand("list", new ParkedList(scope))
                .addSubcommand("retry", new ParkedRetry(scope))
                .addSubcommand("discard", new ParkedDiscard(scope));
    }

    @Override
    public Integer call() {
        throw new ParameterException(command.commandLine(), "Missing command: list, retry or discard");
    }
}
