package io.eventsourcing.examples.banktransfers;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.system.ProcessApplication;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Writes to the owners when a transfer has ended. */
final class Letters extends ProcessApplication {
    private final Repository<Mailbox> mailboxes = repository(Mailbox.class);

    Letters(EventSourcing eventSourcing) {
        super(eventSourcing);
    }

    List<String> to(UUID account) {
        return mailboxes.find(Mailbox.idOf(account)).map(Mailbox::letters).orElse(List.of());
    }

    @Override
    protected Set<Class<?>> eventTypes() {
        return Set.of(Transfer.Completed.class, Transfer.Failed.class);
    }

    @Override
    protected void policy(DomainEvent<?> event) {
        switch (event.body()) {
            case Transfer.Completed(Transfer.Order order) -> {
                write(order.from(), event, "%s were transferred".formatted(euros(order.cents())));
                write(order.to(), event, "%s have arrived".formatted(euros(order.cents())));
            }
            case Transfer.Failed(Transfer.Order order, String reason) ->
                write(order.from(), event, "%s were not transferred: %s".formatted(euros(order.cents()), reason));
            default -> {}
        }
    }

    private void write(UUID account, DomainEvent<?> event, String text) {
        UUID transfer = event.originatorId();
        mailboxes.createOrUpdate(
                Mailbox.idOf(account), () -> Mailbox.install(account), mailbox -> mailbox.write(transfer, text));
    }

    static String euros(long cents) {
        return String.format(Locale.ROOT, "%d.%02d euros", cents / 100, cents % 100);
    }
}
