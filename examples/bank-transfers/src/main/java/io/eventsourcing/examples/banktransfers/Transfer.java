package io.eventsourcing.examples.banktransfers;

import java.util.UUID;

/** How far a transfer has come. */
sealed interface Transfer {
    /** An amount from one account to another. */
    record Order(UUID from, UUID to, long cents) {}

    record NotRequested() implements Transfer {}

    record UnderWay(Order order, Step step) implements Transfer {}

    record Returning(Order order, String reason) implements Transfer {}

    record Ended(Order order, boolean arrived) implements Transfer {}

    enum Step {
        /** The sender is to be charged. */
        CHARGING,
        /** The same, but it took too long, so it will be sent back. */
        CHARGING_TOO_LATE,
        /** The receiver is to be credited. */
        CREDITING
    }

    /** What may happen to it. */
    sealed interface Command {}

    record Request(Order order) implements Command {}

    record MoneySent() implements Command {}

    record MoneyNotSent(String reason) implements Command {}

    record MoneyReceived() implements Command {}

    record MoneyNotReceived(String reason) implements Command {}

    record MoneyTakenBack() implements Command {}

    record TimeIsUp() implements Command {}

    /** What has happened. */
    sealed interface Event {
        Order order();
    }

    record Requested(Order order) implements Event {}

    record GivenUp(Order order) implements Event {}

    record Charged(Order order) implements Event {}

    record SentBack(Order order, String reason) implements Event {}

    record Completed(Order order) implements Event {}

    record Failed(Order order, String reason) implements Event {}
}
