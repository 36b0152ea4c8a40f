package io.eventsourcing.spring.command;

import io.eventsourcing.spring.command.base.Terminal;
import org.jspecify.annotations.Nullable;

/** A terminal that is there or not, at which somebody gives an answer. */
public record PlayedTerminal(boolean present, @Nullable String answer) implements Terminal {
    @Override
    public @Nullable String ask(String question) {
        return answer;
    }
}
