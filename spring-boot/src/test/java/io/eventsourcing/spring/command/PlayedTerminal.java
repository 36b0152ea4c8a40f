package io.eventsourcing.spring.command;

import io.eventsourcing.spring.command.base.Terminal;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A terminal that is there or not, at which somebody gives an answer. */
public record PlayedTerminal(boolean present, @Nullable String answer) implements Terminal {
    /** A terminal that is not there, into which something is piped. */
    public static Terminal piped(String input) {
        return new PlayedTerminal(false, input);
    }

    @Override
    public InputStream input() {
        return new ByteArrayInputStream(String.valueOf(answer).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public @Nullable String ask(String question) {
        return answer;
    }
}
