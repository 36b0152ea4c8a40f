package io.eventsourcing.examples.banktransfers;

import static io.eventsourcing.system.EventSourcedSystem.pipe;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Runner;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;

/** The three applications and how they follow each other. */
final class Bank {
    private final Accounts accounts;
    private final Transfers transfers;
    private final Letters letters;

    Bank(EventSourcing eventSourcing) {
        this.accounts = new Accounts(eventSourcing);
        this.transfers = new Transfers(eventSourcing, accounts);
        this.letters = new Letters(eventSourcing);
    }

    EventSourcedSystem system() {
        return EventSourcedSystem.of(
                pipe(transfers, accounts).segments(2), pipe(accounts, transfers).segments(2), pipe(transfers, letters));
    }

    Accounts accounts() {
        return accounts;
    }

    Transfers transfers() {
        return transfers;
    }

    Letters letters() {
        return letters;
    }

    /** Waits until transfers have ended and the letters about them are written. */
    void await(Runner runner, Collection<UUID> ids, Duration patience) throws InterruptedException {
        for (UUID id : ids) {
            while (!(transfers.get(id) instanceof Transfer.Ended)) {
                runner.await(accounts.name(), patience);
                runner.await(transfers.name(), patience);
            }
        }
        runner.await(letters.name(), patience);
    }
}
