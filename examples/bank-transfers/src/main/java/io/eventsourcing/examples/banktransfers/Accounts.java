package io.eventsourcing.examples.banktransfers;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.system.ProcessApplication;
import java.util.UUID;

/** Keeps the accounts, and does what transfers ask for. */
final class Accounts extends ProcessApplication {
    private final Repository<Account> accounts = repository(Account.class);

    Accounts(EventSourcing eventSourcing) {
        super(eventSourcing);
    }

    UUID open(String owner) {
        UUID id = UUID.randomUUID();
        save(Account.open(id, owner));
        return id;
    }

    void deposit(UUID account, long cents) {
        accounts.update(account, opened -> opened.deposit(cents));
    }

    void close(UUID account) {
        accounts.update(account, Account::close);
    }

    boolean exists(UUID account) {
        return accounts.contains(account);
    }

    long balance(UUID account) {
        return accounts.get(account).balance();
    }

    @Override
    protected void policy(DomainEvent<?> event) {
        UUID transfer = event.originatorId();
        if (!(event.body() instanceof Transfer.Event happened)) {
            return;
        }
        Transfer.Order order = happened.order();
        switch (happened) {
            case Transfer.Requested e -> accounts.update(order.from(), sender -> sender.send(transfer, order.cents()));
            case Transfer.Charged e ->
                accounts.update(order.to(), receiver -> receiver.receive(transfer, order.cents()));
            case Transfer.SentBack e ->
                accounts.update(order.from(), sender -> sender.takeBack(transfer, order.cents()));
            case Transfer.GivenUp e -> {}
            case Transfer.Completed e -> {}
            case Transfer.Failed e -> {}
        }
    }
}
