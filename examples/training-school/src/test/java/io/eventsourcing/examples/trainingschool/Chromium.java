package io.eventsourcing.examples.trainingschool;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The machine's own Chromium and its driver; nothing is downloaded. */
final class Chromium {
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final String[] FLAGS = {
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync"
    };

    private Chromium() {}

    /** Starts it with an empty profile. Without one, the tests are skipped, but not in CI, where {@code CI} is true. */
    static ChromeDriver start(Path profile) {
        Optional<Path> browser =
                BROWSERS.stream().flatMap(name -> found(name).stream()).findFirst();
        Optional<Path> driver = found("chromedriver");
        if (browser.isEmpty() || driver.isEmpty()) {
            String missing = "There is no Chromium with its chromedriver on the PATH, such as Debian's chromium-driver";
            Assumptions.assumeTrue("true".equals(System.getenv("CI")), "Skipped: " + missing);
            throw new AssertionError(missing);
        }
        Logger.getLogger("org.openqa.selenium").setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.get().toFile());
        options.addArguments(FLAGS);
        options.addArguments("--user-data-dir=" + profile);
        ChromeDriver chromium = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.get().toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
        chromium.manage().window().setSize(new Dimension(1200, 900));
        return chromium;
    }

    private static Optional<Path> found(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
