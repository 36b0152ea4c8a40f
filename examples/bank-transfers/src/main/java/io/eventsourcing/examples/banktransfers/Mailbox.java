package io.eventsourcing.examples.banktransfers;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.NameBasedUuid;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The letters to the owner of an account. */
final class Mailbox extends Aggregate<Mailbox.Event> {
    sealed interface Event permits Installed, LetterWritten {}

    record Installed(UUID account) implements Event {}

    record LetterWritten(UUID transfer, String text) implements Event {}

    private final List<String> letters = new ArrayList<>();

    private Mailbox() {}

    static UUID idOf(UUID account) {
        return NameBasedUuid.forUrl("/mailboxes/" + account);
    }

    static Mailbox install(UUID account) {
        return create(Mailbox::new, idOf(account), new Installed(account));
    }

    void write(UUID transfer, String text) {
        trigger(new LetterWritten(transfer, text));
    }

    @Override
    protected void apply(Event event) {
        switch (event) {
            case Installed e -> {}
            case LetterWritten e -> letters.add(e.text());
        }
    }

    List<String> letters() {
        return List.copyOf(letters);
    }
}
