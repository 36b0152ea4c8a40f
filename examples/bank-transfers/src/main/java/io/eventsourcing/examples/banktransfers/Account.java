package io.eventsourcing.examples.banktransfers;

import io.eventsourcing.domain.Aggregate;
import java.util.UUID;

/** An account at the bank. What a transfer asks of it is answered by an event, also when the answer is no. */
final class Account extends Aggregate<Account.Event> {
    sealed interface Event permits Opened, Deposited, Closed, TransferEvent {}

    record Opened(String owner) implements Event {}

    record Deposited(long cents) implements Event {}

    record Closed() implements Event {}

    /** The answer to a step of a transfer. */
    sealed interface TransferEvent extends Event permits Sent, NotSent, Received, NotReceived, TakenBack {
        UUID transfer();
    }

    record Sent(UUID transfer, long cents) implements TransferEvent {}

    record NotSent(UUID transfer, String reason) implements TransferEvent {}

    record Received(UUID transfer, long cents) implements TransferEvent {}

    record NotReceived(UUID transfer, String reason) implements TransferEvent {}

    record TakenBack(UUID transfer, long cents) implements TransferEvent {}

    private long balance;
    private boolean closed;

    private Account() {}

    static Account open(UUID id, String owner) {
        return create(Account::new, id, new Opened(owner));
    }

    void deposit(long cents) {
        if (closed) {
            throw new IllegalStateException("The account %s is closed".formatted(id()));
        }
        trigger(new Deposited(cents));
    }

    void close() {
        if (!closed) {
            trigger(new Closed());
        }
    }

    void send(UUID transfer, long cents) {
        if (closed) {
            trigger(new NotSent(transfer, "the sender's account is closed"));
        } else if (cents > balance) {
            trigger(new NotSent(transfer, "the sender has too little money"));
        } else {
            trigger(new Sent(transfer, cents));
        }
    }

    void receive(UUID transfer, long cents) {
        trigger(closed ? new NotReceived(transfer, "the receiver's account is closed") : new Received(transfer, cents));
    }

    /** Gives back what was sent; a closed account does not refuse its own money. */
    void takeBack(UUID transfer, long cents) {
        trigger(new TakenBack(transfer, cents));
    }

    @Override
    protected void apply(Event event) {
        switch (event) {
            case Opened e -> {}
            case Deposited e -> balance += e.cents();
            case Closed e -> closed = true;
            case Sent e -> balance -= e.cents();
            case Received e -> balance += e.cents();
            case TakenBack e -> balance += e.cents();
            case NotSent e -> {}
            case NotReceived e -> {}
        }
    }

    long balance() {
        return balance;
    }
}
