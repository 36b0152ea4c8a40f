package io.eventsourcing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.persistence.PersistenceException;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class WithoutMigrationToolsTest {
    /** Starts without the tables, then with tables made by hand, in a library that finds neither tool. */
    public static final class Start implements Callable<List<String>> {
        @Override
        public List<String> call() throws Exception {
            JdbcDataSource dataSource = new JdbcDataSource();
            dataSource.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            List<String> said = new ArrayList<>();
            said.add(MigrationTool.find().toString());
            said.add(refused(() -> Migrations.migrate(dataSource)));
            said.add(refused(() ->
                    Migrations.migrate(dataSource, Dialects.h2(), TableNames.defaults(), MigrationTool.LIQUIBASE)));
            try (var connection = dataSource.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(Migrations.ddl(Dialects.h2(), TableNames.defaults()));
            }
            said.add("migrated " + Migrations.migrate(dataSource));
            JdbcPersistence.of(dataSource);
            return said;
        }

        private static String refused(Callable<?> work) throws Exception {
            try {
                return "not refused: " + work.call();
            } catch (PersistenceException e) {
                return e.getClass().getSimpleName() + ": " + e.getMessage();
            }
        }
    }

    @Test
    void tablesMadeByHandAreEnoughAndWithoutThemTheRemedyIsNamed() throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!entry.contains("flyway") && !entry.contains("liquibase")) {
                classPath.add(new File(entry).toURI().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Object start = loader.loadClass(Start.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            List<?> said = (List<?>) ((Callable<?>) start).call();
            assertThat(said).element(0).isEqualTo("Optional.empty");
            assertThat(said)
                    .element(1)
                    .asString()
                    .startsWith("SchemaException: ")
                    .contains("Flyway or Liquibase on the class path");
            assertThat(said)
                    .element(2)
                    .asString()
                    .contains("LIQUIBASE is not on the class path: add org.liquibase:liquibase-core");
            assertThat(said).element(3).isEqualTo("migrated 0");
        }
    }
}
