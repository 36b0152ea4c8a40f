package io.eventsourcing.examples.banktransfers;

import io.eventsourcing.application.DeciderRepository;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.system.ProcessApplication;
import io.eventsourcing.system.ScheduledMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Takes orders, and carries each from one step to the next as the accounts answer. */
final class Transfers extends ProcessApplication {
    /** A message to itself: by now the sender should have been charged. */
    record Deadline(UUID transfer) {}

    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final DeciderRepository<Transfer.Command, Transfer> transfers = repository(new TransferRules());
    private final Accounts accounts;

    Transfers(EventSourcing eventSourcing, Accounts accounts) {
        super(eventSourcing);
        this.accounts = accounts;
    }

    /**
     * Accepts an order; what becomes of it is seen later.
     *
     * @return the id of the transfer
     * @throws IllegalArgumentException if there is no such account, or nothing to transfer
     */
    UUID request(UUID from, UUID to, long cents) {
        requireAccount(from);
        requireAccount(to);
        if (cents <= 0 || from.equals(to)) {
            throw new IllegalArgumentException("%d cents from %s to %s are no transfer".formatted(cents, from, to));
        }
        UUID id = UUID.randomUUID();
        Instant deadline = eventSourcing().clock().instant().plus(PATIENCE);
        return eventSourcing().transactions().required(() -> {
            transfers.decide(id, new Transfer.Request(new Transfer.Order(from, to, cents)));
            schedule(id, deadline, new Deadline(id));
            return id;
        });
    }

    /** An account is never deleted, so what exists now will exist when it is charged. */
    private void requireAccount(UUID account) {
        if (!accounts.exists(account)) {
            throw new IllegalArgumentException("There is no account %s".formatted(account));
        }
    }

    Transfer get(UUID transfer) {
        return transfers.get(transfer);
    }

    List<DomainEvent<?>> history(UUID transfer) {
        return transfers.history(transfer);
    }

    @Override
    protected void policy(DomainEvent<?> event) {
        if (event.body() instanceof Account.TransferEvent answer) {
            transfers.decide(answer.transfer(), meaning(answer));
            cancel(answer.transfer());
        }
    }

    private static Transfer.Command meaning(Account.TransferEvent answer) {
        return switch (answer) {
            case Account.Sent e -> new Transfer.MoneySent();
            case Account.NotSent e -> new Transfer.MoneyNotSent(e.reason());
            case Account.Received e -> new Transfer.MoneyReceived();
            case Account.NotReceived e -> new Transfer.MoneyNotReceived(e.reason());
            case Account.TakenBack e -> new Transfer.MoneyTakenBack();
        };
    }

    @Override
    protected Set<Class<?>> messageTypes() {
        return Set.of(Deadline.class);
    }

    @Override
    protected void onMessage(ScheduledMessage message) {
        if (message.body() instanceof Deadline(UUID transfer)) {
            transfers.decide(transfer, new Transfer.TimeIsUp());
        }
    }
}
