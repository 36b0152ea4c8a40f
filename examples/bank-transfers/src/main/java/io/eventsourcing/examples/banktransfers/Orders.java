package io.eventsourcing.examples.banktransfers;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Customers of a bank: several at a time order transfers at random, while some accounts are closed. */
final class Orders {
    static final long DEPOSIT = 100_00;
    private static final int MOST = 30_00;
    private static final int CLOSED = 5;

    private final Bank bank;
    private final List<UUID> accounts = new ArrayList<>();
    private final long seed;

    Orders(Bank bank, int accounts, long seed) {
        this.bank = bank;
        this.seed = seed;
        for (int number = 1; number <= accounts; number++) {
            UUID id = bank.accounts().open("Customer " + number);
            bank.accounts().deposit(id, DEPOSIT);
            this.accounts.add(id);
        }
    }

    List<UUID> accounts() {
        return List.copyOf(accounts);
    }

    /** Orders transfers by several threads; every fifth account is closed meanwhile. Returns their ids. */
    List<UUID> place(int transfers, int threads) throws InterruptedException, ExecutionException {
        try (ExecutorService customers = Executors.newFixedThreadPool(threads)) {
            List<Future<UUID>> placed = new ArrayList<>();
            for (int number = 0; number < transfers / 2; number++) {
                placed.add(place(customers, number));
            }
            Future<?> closing = customers.submit(this::closeSome);
            for (int number = transfers / 2; number < transfers; number++) {
                placed.add(place(customers, number));
            }
            closing.get();
            List<UUID> ids = new ArrayList<>();
            for (Future<UUID> one : placed) {
                ids.add(one.get());
            }
            return ids;
        }
    }

    private Future<UUID> place(ExecutorService customers, int number) {
        Random random = new Random(seed + number);
        return customers.submit(() -> placeOne(random));
    }

    private UUID placeOne(Random random) {
        int from = random.nextInt(accounts.size());
        int to = (from + 1 + random.nextInt(accounts.size() - 1)) % accounts.size();
        return bank.transfers().request(accounts.get(from), accounts.get(to), 1 + random.nextInt(MOST));
    }

    private void closeSome() {
        for (int number = 0; number < accounts.size(); number += CLOSED) {
            bank.accounts().close(accounts.get(number));
        }
    }

    long money() {
        return accounts.stream().mapToLong(bank.accounts()::balance).sum();
    }
}
