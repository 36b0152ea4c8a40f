package io.eventsourcing.spring.aot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;

/** An application is prepared by Spring Boot's processor as a build does it, and started from what that has generated. */
class AheadOfTimeTest {
    private static final String DATABASE = "--spring.datasource.url=jdbc:h2:mem:prepared";
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    private Path folder = Path.of("");

    private String java(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
            return Files.readString(output);
        } finally {
            process.destroyForcibly();
        }
    }

    private void compile(Path sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> generated = Files.walk(sources);
                StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<Path> java =
                    generated.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options = List.of(
                    "-proc:none",
                    "-nowarn",
                    "-d",
                    classes.toString(),
                    "-cp",
                    classes + File.pathSeparator + CLASS_PATH);
            assertThat(compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
                            .call())
                    .isTrue();
        }
    }

    @Test
    void aPreparedApplicationStartsSavesAndFollows() throws Exception {
        Path sources = folder.resolve("sources");
        Path resources = folder.resolve("resources");
        Path classes = Files.createDirectories(folder.resolve("classes"));
        java(
                "-cp",
                CLASS_PATH,
                SpringApplicationAotProcessor.class.getName(),
                PreparedApplication.class.getName(),
                sources.toString(),
                resources.toString(),
                classes.toString(),
                "io.eventsourcing",
                "prepared",
                DATABASE);
        compile(sources, classes);
        String output = java(
                "-Dspring.aot.enabled=true",
                "-cp",
                String.join(File.pathSeparator, classes.toString(), resources.toString(), CLASS_PATH),
                PreparedApplication.class.getName(),
                DATABASE);
        assertThat(output).contains(PreparedApplication.ANSWER.formatted(true, 3));
        try (Stream<Path> metadata = Files.walk(resources)) {
            String hints = Files.readString(metadata.filter(file -> file.endsWith("reachability-metadata.json"))
                    .findFirst()
                    .orElseThrow());
            assertThat(hints)
                    .contains(
                            "io.eventsourcing.spring.Shop$Order$Placed", "io\\/eventsourcing\\/jdbc\\/migration\\/**");
        }
    }
}
