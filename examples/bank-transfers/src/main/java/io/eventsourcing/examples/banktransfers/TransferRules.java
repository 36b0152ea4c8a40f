package io.eventsourcing.examples.banktransfers;

import static io.eventsourcing.examples.banktransfers.Transfer.Step.CHARGING;
import static io.eventsourcing.examples.banktransfers.Transfer.Step.CHARGING_TOO_LATE;
import static io.eventsourcing.examples.banktransfers.Transfer.Step.CREDITING;

import io.eventsourcing.domain.Decider;
import io.eventsourcing.examples.banktransfers.Transfer.Command;
import io.eventsourcing.examples.banktransfers.Transfer.Event;
import io.eventsourcing.examples.banktransfers.Transfer.NotRequested;
import io.eventsourcing.examples.banktransfers.Transfer.Order;
import io.eventsourcing.examples.banktransfers.Transfer.Returning;
import io.eventsourcing.examples.banktransfers.Transfer.UnderWay;
import java.util.List;

/**
 * The process: the sender is charged, then the receiver is credited; if that cannot be, the sender gets the money back. What
 * means nothing at its moment, such as a deadline that comes after the end, changes nothing.
 */
final class TransferRules implements Decider<Command, Event, Transfer> {
    static final String TOO_LATE = "it took too long";

    @Override
    public Class<Event> eventType() {
        return Event.class;
    }

    @Override
    public Transfer initialState() {
        return new NotRequested();
    }

    @Override
    public List<? extends Event> decide(Command command, Transfer transfer) {
        return switch (transfer) {
            case NotRequested none
            when command instanceof Transfer.Request(Order order) -> List.of(new Transfer.Requested(order));
            case UnderWay(Order order, Transfer.Step step) -> decide(command, order, step);
            case Returning(Order order, String reason)
            when command instanceof Transfer.MoneyTakenBack -> List.of(new Transfer.Failed(order, reason));
            case NotRequested none -> List.of();
            case Returning returning -> List.of();
            case Transfer.Ended ended -> List.of();
        };
    }

    private static List<? extends Event> decide(Command command, Order order, Transfer.Step step) {
        return switch (command) {
            case Transfer.TimeIsUp c when step == CHARGING -> List.of(new Transfer.GivenUp(order));
            case Transfer.MoneySent c when step == CHARGING -> List.of(new Transfer.Charged(order));
            case Transfer.MoneySent c when step == CHARGING_TOO_LATE -> List.of(new Transfer.SentBack(order, TOO_LATE));
            case Transfer.MoneyNotSent c when step != CREDITING -> List.of(new Transfer.Failed(order, c.reason()));
            case Transfer.MoneyReceived c when step == CREDITING -> List.of(new Transfer.Completed(order));
            case Transfer.MoneyNotReceived c
            when step == CREDITING -> List.of(new Transfer.SentBack(order, c.reason()));
            default -> List.of();
        };
    }

    @Override
    public Transfer evolve(Transfer transfer, Event event) {
        return switch (event) {
            case Transfer.Requested e -> new UnderWay(e.order(), CHARGING);
            case Transfer.GivenUp e -> new UnderWay(e.order(), CHARGING_TOO_LATE);
            case Transfer.Charged e -> new UnderWay(e.order(), CREDITING);
            case Transfer.SentBack e -> new Returning(e.order(), e.reason());
            case Transfer.Completed e -> new Transfer.Ended(e.order(), true);
            case Transfer.Failed e -> new Transfer.Ended(e.order(), false);
        };
    }
}
