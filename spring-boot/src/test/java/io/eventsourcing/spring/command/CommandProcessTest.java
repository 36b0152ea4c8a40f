package io.eventsourcing.spring.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands in processes of their own, of an application that has much to set going. */
class CommandProcessTest {
    private record Ended(int exitCode, String out, String err) {}

    @TempDir
    private Path folder = Path.of("");

    private Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                NoisyApplication.class.getName(),
                "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("school"),
                "--spring.jpa.hibernate.ddl-auto=none",
                "--server.address=127.0.0.1",
                "--server.port=0"));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void nothingOfTheApplicationRunsButTheCommand() throws Exception {
        Ended ended = run("sync-followers", "--no-color");
        assertThat(ended.out())
                .isEqualTo("All followers selected for synchronization.\n[1/1] Synchronizing TrickCounters... OK\n");
        assertThat(ended.err()).doesNotContain(NoisyApplication.NOISE).contains("profiles eventsourcing-command");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void withoutACommandTheApplicationRunsAsAlways() throws Exception {
        Ended ended = run("sync");
        assertThat(ended.out())
                .contains(
                        NoisyApplication.NOISE + "command line runner",
                        NoisyApplication.NOISE + "application ready",
                        NoisyApplication.NOISE + "lifecycle",
                        NoisyApplication.NOISE + "main went on");
    }

    @Test
    void helpAndWrongArgumentsNeedNoApplication() throws Exception {
        Ended help = run("eventsourcing", "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("sync-followers", "followers", "pause", "resume", "parked");
        Ended wrong = run("sync-followers", "--dry");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err())
                .contains("CommandError: Unknown option: '--dry'")
                .doesNotContain("profiles");
    }
}
