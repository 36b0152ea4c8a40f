package io.eventsourcing.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Answers.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.jdbc.Dialects;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.env.MockEnvironment;

@ExtendWith(OutputCaptureExtension.class)
class StartFailureAnalyzerTest {
    static class Unsealed extends Aggregate<Unsealed.Event> {
        interface Event {}

        @Override
        protected void apply(Event event) {}
    }

    static class Careless extends Application {
        private final Repository<Unsealed> unsealed = repository(Unsealed.class);

        Careless(EventSourcing eventSourcing) {
            super(eventSourcing);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        EventSourcingAutoConfiguration.class
    })
    static class WithoutTables {}

    @Test
    void missingTablesAreToldWithTheWaysToMakeThem() {
        FailureAnalysis analysis =
                StartFailures.analysis(ShopContext.onH2().withPropertyValues("eventsourcing.schema.migration=none"));
        assertThat(analysis.getDescription()).startsWith("The event sourcing tables are missing");
        assertThat(analysis.getAction()).contains("eventsourcing.schema.migration", "flyway-core", "Migrations.ddl");
    }

    @Test
    void springBootPrintsTheAnalysisInsteadOfAStackTrace(CapturedOutput output) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(WithoutTables.class)
                .properties(
                        "spring.main.web-application-type=none",
                        "spring.main.banner-mode=off",
                        "spring.datasource.url=" + TestDatabases.h2(),
                        "eventsourcing.schema.migration=none");
        assertThatThrownBy(application::run).hasStackTraceContaining("SchemaException");
        assertThat(output)
                .contains("APPLICATION FAILED TO START", "The event sourcing tables are missing")
                .doesNotContain("\tat io.eventsourcing");
    }

    @Test
    void anEventTypeThatIsNotSealedIsNamed() {
        FailureAnalysis analysis = StartFailures.analysis(ShopContext.onH2().withBean(Careless.class));
        assertThat(analysis.getDescription()).contains(Unsealed.Event.class.getName(), "is not sealed");
        assertThat(analysis.getAction()).contains("sealed interface Event permits");
    }

    @Test
    void aPoolThatIsTooSmallIsToldWithTheSettingToRaise() {
        FailureAnalysis analysis = StartFailures.analysis(ShopContext.onH2()
                .withUserConfiguration(ShopContext.SystemConfiguration.class)
                .withPropertyValues("spring.datasource.hikari.maximum-pool-size=2"));
        assertThat(analysis.getDescription()).contains("has 2 connections, but the followers need 4");
        assertThat(analysis.getAction()).contains("maximum-pool-size to 4 or more");
    }

    @Test
    void aDatabaseThatIsNotSupportedIsNamedWithThoseThatAre() throws SQLException {
        DataSource oracle = mock(DataSource.class, RETURNS_DEEP_STUBS);
        when(oracle.getConnection().getMetaData().getDatabaseProductName()).thenReturn("Oracle");
        FailureAnalysis analysis;
        try {
            Dialects.of(oracle);
            throw new AssertionError("It was accepted");
        } catch (RuntimeException e) {
            analysis = new StartFailureAnalyzer(new MockEnvironment()).analyze(new IllegalStateException(e));
        }
        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription()).contains("'Oracle' is not supported; [PostgreSQL, MariaDB, SQLite, H2]");
        assertThat(analysis.getAction()).contains("eventsourcing.enabled=false");
    }

    @Test
    void otherFailuresAreLeftToOthers() {
        assertThat(new StartFailureAnalyzer(new MockEnvironment()).analyze(new IllegalStateException("other")))
                .isNull();
    }
}
