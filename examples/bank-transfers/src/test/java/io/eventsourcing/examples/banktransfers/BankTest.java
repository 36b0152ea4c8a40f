package io.eventsourcing.examples.banktransfers;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.jdbc.Migrations;
import io.eventsourcing.system.Runner;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void noMoneyIsLostAlthoughRunnersAreReplacedInTheMiddle() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        try (EmbeddedPostgres server = EmbeddedPostgres.start();
                HikariDataSource dataSource = pool(server.getJdbcUrl("postgres", "postgres"))) {
            Migrations.migrate(dataSource);
            Bank bank = new Bank(EventSourcing.of(JdbcPersistence.of(dataSource)));
            Orders orders = new Orders(bank, 10, seed);
            long before = orders.money();
            List<UUID> transfers;
            try (Runner first = Runner.multiThreaded(bank.system())) {
                first.start();
                transfers = orders.place(150, 4);
            }
            Bank elsewhere = new Bank(EventSourcing.of(JdbcPersistence.of(dataSource)));
            try (Runner second = Runner.multiThreaded(elsewhere.system())) {
                second.start();
                elsewhere.await(second, transfers, PATIENCE);
            }
            assertThat(orders.money()).isEqualTo(before);
            assertThat(lettersToSenders(bank, orders)).isEqualTo(transfers.size());
            assertThat(new Report(bank, transfers).outcomes())
                    .containsKeys("completed", "failed: the receiver's account is closed");
        }
    }

    /** Each transfer is told to its sender once, whatever becomes of it. */
    private static long lettersToSenders(Bank bank, Orders orders) {
        return orders.accounts().stream()
                .flatMap(account -> bank.letters().to(account).stream())
                .filter(letter -> !letter.endsWith("have arrived"))
                .count();
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(16);
        return new HikariDataSource(config);
    }

    @Test
    void theCommandTellsWhatHasBecomeOfTheTransfersAndOfTheMoney() {
        Run run = Run.of("--accounts", "10", "--transfers", "60", "--url", "jdbc:h2:mem:test;DB_CLOSE_DELAY=-1");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(Main.DONE);
        assertThat(run.out())
                .startsWith("Transfers -> Accounts (2 segments)")
                .contains("completed", "One that was sent back:", "Requested", "SentBack")
                .endsWith("10 accounts held 1000.00 euros and hold 1000.00 euros.\n");
    }

    @Test
    void theHelpIsPrinted() {
        assertThat(Run.of("--help")).isEqualTo(new Run(Main.DONE, Options.HELP, ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --accounts|1|--accounts needs a number of at least 2, unlike '1'
            --transfers|many|--transfers needs a number of at least 1, unlike 'many'
            --amount|3|Unknown option --amount
            """)
    void aWrongCommandLineIsRefused(String option, String value, String message) {
        Run run = Run.of(option, value);
        assertThat(run.exitCode()).isEqualTo(Main.USAGE);
        assertThat(run.err()).startsWith(message);
    }

    @Test
    void anOptionWithoutItsValueIsRefused() {
        assertThat(Run.of("--threads").err()).startsWith("--threads is unknown, or lacks its value");
    }

    @Test
    void aDatabaseThatCannotBeReachedIsAnErrorOfItsOwn() {
        Run run = Run.of("--url", "jdbc:h2:tcp://127.0.0.1:1/bank");
        assertThat(run.exitCode()).isEqualTo(Main.DATABASE);
        assertThat(run.err()).startsWith("The database cannot be reached");
    }

    private record Run(int exitCode, String out, String err) {
        static Run of(String... arguments) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int exitCode = Main.run(new PrintStream(out, true), new PrintStream(err, true), arguments);
            return new Run(exitCode, out.toString(), err.toString());
        }
    }
}
