package io.eventsourcing.spring.command.store;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.jdbc.TableNames;
import io.eventsourcing.jdbc.adoption.Adoption;
import io.eventsourcing.jdbc.adoption.AdoptionException;
import io.eventsourcing.jdbc.adoption.AdoptionReport;
import io.eventsourcing.jdbc.adoption.PythonTables;
import io.eventsourcing.mapping.StateChain;
import io.eventsourcing.mapping.python.PythonStates;
import io.eventsourcing.spring.DataSources;
import io.eventsourcing.spring.EventSourcingProperties;
import io.eventsourcing.spring.command.base.ApplicationCommand;
import io.eventsourcing.spring.command.base.CommandException;
import io.eventsourcing.spring.command.base.Confirmation;
import io.eventsourcing.spring.command.base.ExitCode;
import io.eventsourcing.spring.command.base.Output;
import io.eventsourcing.spring.command.base.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        description = {
            "Brings in what the Python libraries eventsourcing and eventsourcing-django have stored.",
            "It may be stopped and run again: what is done already is not done twice."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything is brought in", "1:rows were broken, or it failed", "2:wrong arguments"})
final class AdoptPython extends ApplicationCommand {
    /** From where. */
    static final class From {
        @Option(
                names = "--in-place",
                description = "Makes Django's tables, in this application's database, the library's too.")
        private boolean inPlace;

        @Option(
                names = "--from",
                paramLabel = "[NAME=]URL",
                description = {
                    "Copies Django's tables of the database with this JDBC URL;",
                    "with a name, the core library's tables of that application. May be given several times, leaders first."
                })
        private List<String> urls = new ArrayList<>();
    }

    @Mixin
    private final Confirmation confirmation;

    @ArgGroup(multiplicity = "1")
    private From from = new From();

    @Option(names = "--user", paramLabel = "USER", description = "Who copies, in the databases of --from.")
    @Nullable
    private String user;

    @Option(
            names = "--password",
            arity = "0..1",
            interactive = true,
            paramLabel = "PASSWORD",
            description = "The password of that user; asked for if none is given here.")
    @Nullable
    private String password;

    @Option(
            names = "--check",
            description = "Also decodes every event as the applications do, and reports those that fail.")
    private boolean check;

    @Option(names = "--stop-at-first", description = "Ends at the first broken row.")
    private boolean stopAtFirst;

    AdoptPython(Scope scope) {
        super(scope);
        this.confirmation = new Confirmation(scope);
    }

    @Override
    public Integer call() {
        DataSource dataSource = scope.only(DataSources.class).all().values().stream()
                .findFirst()
                .orElseThrow(() -> CommandException.failed("There is no DataSource that events are stored in."));
        EventSourcingProperties.Schema schema =
                scope.only(EventSourcingProperties.class).schema();
        TableNames names = new TableNames(schema.name(), schema.tablePrefix());
        try {
            AdoptionReport report = from.inPlace ? inPlace(dataSource, names) : copying(dataSource, names);
            output.progressEnds();
            tell(report);
            return report.brokenRows() == 0 ? ExitCode.DONE : ExitCode.FAILED;
        } catch (AdoptionException | IllegalArgumentException e) {
            output.progressEnds();
            throw CommandException.failed(String.valueOf(e.getMessage()));
        }
    }

    /** The tables are completed first, since there is no event sourcing in Spring before they are. */
    private AdoptionReport inPlace(DataSource dataSource, TableNames names) {
        confirmation.require("Django's tables will get the library's columns, and be locked for a moment");
        AdoptionReport tables = set(Adoption.inPlace(dataSource), names).run();
        AdoptionReport states =
                withStates(set(Adoption.inPlace(dataSource), names)).run();
        return new AdoptionReport(
                states.events(),
                states.snapshots(),
                tables.positions() + states.positions(),
                states.brokenRows(),
                states.broken());
    }

    private AdoptionReport copying(DataSource target, TableNames names) {
        PythonTables[] sources = from.urls.stream().map(this::tables).toArray(PythonTables[]::new);
        return withStates(set(Adoption.copying(target, sources), names)).run();
    }

    private PythonTables tables(String nameAndUrl) {
        int begin = nameAndUrl.indexOf("jdbc:");
        if (begin < 0 || (begin > 0 && nameAndUrl.charAt(begin - 1) != '=')) {
            throw CommandException.usage(
                    "'%s' is not a JDBC URL, nor a name and one: give jdbc:… or NAME=jdbc:…".formatted(nameAndUrl));
        }
        String url = nameAndUrl.substring(begin);
        DriverManagerDataSource source = new DriverManagerDataSource(url);
        source.setUsername(user);
        source.setPassword(password);
        if (begin == 0) {
            return PythonTables.django(source);
        }
        String name = nameAndUrl.substring(0, begin - 1);
        return url.startsWith("jdbc:sqlite:")
                ? PythonTables.sqlite(name, source)
                : PythonTables.postgresql(name, source);
    }

    private Adoption set(Adoption adoption, TableNames names) {
        adoption.tables(names)
                .onProgress(progress ->
                        output.progress("%s: %d/%d".formatted(progress.table(), progress.done(), progress.total())));
        return stopAtFirst ? adoption.stopAtFirst() : adoption;
    }

    /** What the settings say of all applications, Python's had too. */
    private Adoption withStates(Adoption adoption) {
        EventSourcing eventSourcing = scope.only(EventSourcing.class);
        StateChain states = eventSourcing.options("").states();
        adoption.states(new PythonStates(states.compressor(), states.cipher()));
        if (check) {
            scope.applications();
            adoption.check(eventSourcing.mapper()::toDomain);
        }
        return adoption;
    }

    private void tell(AdoptionReport report) {
        if (output.json()) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("events", report.events());
            values.put("snapshots", report.snapshots());
            values.put("positions", report.positions());
            values.put("brokenRows", report.brokenRows());
            values.put("broken", report.broken().stream().map(Object::toString).toList());
            output.json(values);
            return;
        }
        report.broken().forEach(row -> output.line("%s", row));
        output.line(
                "%s, %s and %s adopted; %s.",
                Output.counted(report.events(), "event"),
                Output.counted(report.snapshots(), "snapshot"),
                Output.counted(report.positions(), "position"),
                Output.counted(report.brokenRows(), "broken row"));
    }
}
