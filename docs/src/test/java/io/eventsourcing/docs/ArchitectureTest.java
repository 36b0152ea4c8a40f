package io.eventsourcing.docs;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.eventsourcing.application.Application;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.system.ProcessApplication;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String OURS = "io.eventsourcing..";
    private static final String DOMAIN = "io.eventsourcing.domain";
    private static final String PERSISTENCE = "io.eventsourcing.persistence";
    private static final String MAPPING = "io.eventsourcing.mapping";
    private static final String MEMORY = "io.eventsourcing.persistence.memory";
    private static final String APPLICATION = "io.eventsourcing.application";
    private static final String JSON = "io.eventsourcing.application.json";
    private static final String CHECK = "io.eventsourcing.check";
    private static final String TRANSFER = "io.eventsourcing.transfer";
    private static final String REMOTE = "io.eventsourcing.remote";
    private static final String SYSTEM = "io.eventsourcing.system";
    private static final String PROJECTION = "io.eventsourcing.projection";
    private static final String JDBC = "io.eventsourcing.jdbc";
    private static final String ADOPTION = "io.eventsourcing.jdbc.adoption";
    private static final String JPA = "io.eventsourcing.jpa";
    private static final String SPRING = "io.eventsourcing.spring..";
    private static final String COMMAND = "io.eventsourcing.spring.command";
    private static final String TESTKIT = "io.eventsourcing.testkit..";
    private static final String[] CORE = {
        DOMAIN, PERSISTENCE, MAPPING, MEMORY, APPLICATION, JSON, CHECK, TRANSFER, REMOTE, SYSTEM, PROJECTION
    };

    private static final Pattern SOURCE_OF_THE_LIBRARY =
            Pattern.compile("(?:core|jdbc|jpa|spring-boot|spring-boot-test|testkit)/src/main/java/(.*)/[^/]+\\.java");

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.eventsourcing");

    @Test
    void everyPackageOfTheLibraryIsLookedAt() {
        List<String> written = SourceTree.filesEndingWith(".java").stream()
                .map(Path::toString)
                .map(SOURCE_OF_THE_LIBRARY::matcher)
                .filter(Matcher::matches)
                .map(source -> source.group(1).replace('/', '.'))
                .distinct()
                .toList();
        assertThat(written).contains(CORE).contains(JDBC, ADOPTION, JPA);
        assertThat(LIBRARY.stream().map(JavaClass::getPackageName).distinct())
                .containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void domainSeesNothingElseOfOurs() {
        packageSeesOnly(DOMAIN);
    }

    @Test
    void persistenceSeesOnlyDomain() {
        packageSeesOnly(PERSISTENCE, DOMAIN);
    }

    @Test
    void theBackendInMemorySeesOnlyPersistenceAndDomain() {
        packageSeesOnly(MEMORY, PERSISTENCE, DOMAIN);
    }

    @Test
    void mappingSeesOnlyPersistenceAndDomain() {
        packageSeesOnly(MAPPING, PERSISTENCE, DOMAIN);
    }

    @Test
    void compressorsCiphersAndPythonsFormatSeeOnlyMappingAndWhatIsBelowIt() {
        for (String name : List.of("compression", "encryption", "python")) {
            packageSeesOnly(MAPPING + "." + name, MAPPING, PERSISTENCE, DOMAIN);
        }
    }

    @Test
    void applicationSeesOnlyMappingPersistenceAndDomain() {
        packageSeesOnly(APPLICATION, MAPPING, PERSISTENCE, MEMORY, DOMAIN);
    }

    @Test
    void pagesOfTheLogSeeOnlyApplicationAndPersistence() {
        packageSeesOnly(JSON, APPLICATION, PERSISTENCE);
    }

    @Test
    void checksSeeOnlyApplicationMappingAndPersistence() {
        packageSeesOnly(CHECK, APPLICATION, MAPPING, PERSISTENCE);
    }

    @Test
    void exportsAndImportsSeeOnlyApplicationAndWhatIsBelowIt() {
        packageSeesOnly(TRANSFER, APPLICATION, MAPPING, PERSISTENCE, DOMAIN);
    }

    @Test
    void leadersInOtherServicesSeeOnlyPagesOfTheLogAndWhatIsBelowThem() {
        packageSeesOnly(REMOTE, JSON, APPLICATION, PERSISTENCE, DOMAIN);
    }

    @Test
    void projectionDoesNotSeeSystem() {
        packageSeesOnly(PROJECTION, APPLICATION, PERSISTENCE, DOMAIN);
    }

    @Test
    void systemSeesOnlyProjectionAndWhatIsBelowIt() {
        packageSeesOnly(SYSTEM, PROJECTION, APPLICATION, MAPPING, PERSISTENCE, DOMAIN);
    }

    @Test
    void jdbcSeesOnlyPersistenceAndDomain() {
        packageSeesOnly(JDBC, PERSISTENCE, DOMAIN);
    }

    @Test
    void adoptionSeesOnlyJdbcPythonsFormatAndPersistence() {
        packageSeesOnly(ADOPTION, JDBC, MAPPING + ".python", PERSISTENCE);
    }

    @Test
    void jpaSeesOnlyJdbcPersistenceAndDomain() {
        packageSeesOnly(JPA, JDBC, PERSISTENCE, DOMAIN);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.eventsourcing.(**)").should().beFreeOfCycles().check(LIBRARY);
    }

    @Test
    void coreKnowsNoDatabaseNoSpringAndNoJakarta() {
        noClasses()
                .that()
                .resideOutsideOfPackages(JDBC, ADOPTION, JPA, SPRING, TESTKIT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework..", "jakarta..")
                .check(LIBRARY);
    }

    @Test
    void onlyTheSpringModulesKnowSpring() {
        noClasses()
                .that(not(resideInAPackage(SPRING)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(LIBRARY);
    }

    @Test
    void classNamesSayWhatTheClassIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)")
                .check(LIBRARY);
    }

    @Test
    void classNamesDoNotShadowThoseOfJavaLang() {
        List<String> shadowing = LIBRARY.stream()
                .filter(ours -> Stream.of(System.class, Process.class, Record.class, Module.class)
                        .anyMatch(theirs -> theirs.getSimpleName().equals(ours.getSimpleName())))
                .map(JavaClass::getName)
                .toList();
        assertThat(shadowing).isEmpty();
    }

    /** A proxy made by a subclass has empty fields: a final method would read those instead of being passed on. */
    @Test
    void publicMethodsOfWhatUsersMakeBeansOfAreNotFinal() {
        for (Class<?> type : List.of(Application.class, ProcessApplication.class, Projection.class)) {
            methods()
                    .that()
                    .arePublic()
                    .and()
                    .areDeclaredInClassesThat()
                    .areAssignableFrom(type)
                    .and()
                    .areDeclaredInClassesThat(resideInAPackage(OURS))
                    .should()
                    .notBeFinal()
                    .check(LIBRARY);
        }
    }

    @Test
    void everyPackageIsNullMarked() {
        List<String> unmarked = LIBRARY.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(found -> !found.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();
        assertThat(unmarked).as("packages whose package-info lacks @NullMarked").isEmpty();
    }

    @Test
    void dependenciesComeThroughConstructors() {
        for (String annotation : List.of(
                "org.springframework.beans.factory.annotation.Autowired",
                "org.springframework.beans.factory.annotation.Value",
                "jakarta.inject.Inject",
                "jakarta.annotation.Resource",
                "jakarta.persistence.PersistenceContext")) {
            noFields().should().beAnnotatedWith(annotation).check(LIBRARY);
        }
    }

    @Test
    void nothingIsPrintedToTheStandardStreamsButByCommands() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
                LIBRARY.that(not(simpleName("StandardStreams").and(resideInAPackage(COMMAND)))));
    }

    private static void packageSeesOnly(String name, String... others) {
        classes()
                .that()
                .resideInAPackage(name)
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage(OURS)).or(resideInAPackage(name)).or(resideInAnyPackage(others)))
                .check(LIBRARY);
    }
}
