package io.eventsourcing.examples.trainingschool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What users do, in a real browser, on whatever database the class around it names. */
abstract class BrowserStories {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir(cleanup = CleanupMode.NEVER)
    private static Path profile;

    private static @Nullable ChromeDriver browser;

    @LocalServerPort
    private int port;

    @Autowired
    private TrainingSchool school;

    @Autowired
    private FrontDesk frontDesk;

    private final String name = "Balto " + UUID.randomUUID();
    private final String trick = "trick " + UUID.randomUUID();

    @BeforeAll
    static void start() {
        browser = Chromium.start(profile);
    }

    @AfterAll
    static void quit() {
        if (browser != null) {
            browser.quit();
        }
    }

    /** Neither a script has failed, nor has a page asked for something that it may not have. */
    @AfterEach
    void nothingWasWrong() {
        List<String> errors = browser().manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> !message.contains("status of 409") && !message.contains("status of 422"))
                .toList();
        browser().manage().deleteAllCookies();
        assertThat(errors).isEmpty();
    }

    private static ChromeDriver browser() {
        if (browser == null) {
            throw new AssertionError("The browser has not started");
        }
        return browser;
    }

    private void open(String path) {
        browser().get("http://127.0.0.1:" + port + path);
    }

    private void openDog() {
        open("/dogs/" + name.replace(" ", "%20"));
    }

    private static WebElement labelled(String label) {
        String id = browser()
                .findElement(By.xpath("//label[text()='%s']".formatted(label)))
                .getDomAttribute("for");
        return browser().findElement(By.id(String.valueOf(id)));
    }

    private static void type(String label, String text) {
        WebElement field = labelled(label);
        field.clear();
        field.sendKeys(text, Keys.ENTER);
    }

    private static void press(String button) {
        browser()
                .findElement(By.xpath("//button[text()='%1$s' or @aria-label='%1$s']".formatted(button)))
                .click();
    }

    private static String main() {
        return browser().findElement(By.tagName("main")).getText();
    }

    private static void seen(String... texts) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(main()).contains(texts));
    }

    private static Object script(String code) {
        return browser().executeScript(code);
    }

    @Test
    void aDogIsRegisteredAndLearnsTricks() {
        open("/");
        type("Register a dog", name);
        seen(name + " is registered.", "No tricks yet", "version 1");
        type("Add a trick", "roll over");
        seen("has learned roll over", "version 2");
        type("Add a trick", "play dead");
        seen("version 3", "Learned play dead");
        browser().navigate().refresh();
        assertThat(main()).contains("version 3").doesNotContain("has learned play dead");
    }

    @Test
    void whatCannotBeAcceptedIsToldAtTheField() {
        open("/");
        type("Register a dog", "a/b");
        seen("A name cannot contain slashes");
        WebElement field = labelled("Register a dog");
        assertThat(field.getDomProperty("value")).isEqualTo("a/b");
        assertThat(field.getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(field).as("has the focus").isEqualTo(browser().switchTo().activeElement());
        type("Register a dog", "");
        seen("Please type a name.");
    }

    @Test
    void whoWasTooSlowSeesWhatHappenedAndMayGoOn() {
        frontDesk.register(name);
        openDog();
        school.addTrick(name, "fetch");
        type("Add a trick", "sit");
        seen("Your trick is not added yet", "Learned fetch", "version 2");
        assertThat(labelled("Add a trick").getDomProperty("value")).isEqualTo("sit");
        press("Add");
        seen("has learned sit", "version 3");
    }

    @Test
    void countsAndAnnouncementsAppearWithoutReloading() {
        frontDesk.register(name);
        open("/tricks");
        script("window.notReloaded = true");
        school.addTrick(name, trick);
        seen(trick + " 1");
        school.addTrick(name, trick);
        seen(trick + " 2");
        assertThat(script("return window.notReloaded")).isEqualTo(true);

        open("/announcements");
        assertThat(main()).doesNotContain(trick);
        script("window.notReloaded = true");
        school.addTrick(name, trick);
        seen(trick, "reached 3");
        assertThat(script("return window.notReloaded")).isEqualTo(true);
    }

    @Test
    void anOperatorPausesAndResumesAFollower() {
        frontDesk.register(name);
        signIn("operator");
        browser().findElement(By.linkText("Operations")).click();
        seen("TrickCounters", "running");
        press("Pause TrickCounters");
        seen("TrickCounters is paused.", "paused");
        school.addTrick(name, trick);
        open("/tricks");
        seen("Some tricks are still being counted.");
        assertThat(main()).doesNotContain(trick);

        browser().findElement(By.linkText("Operations")).click();
        press("Resume TrickCounters");
        seen("TrickCounters goes on.");
        open("/tricks");
        seen(trick + " 1");
        press("Sign out");
        await().atMost(PATIENCE)
                .until(() -> browser().findElements(By.linkText("Operations")).isEmpty());
    }

    private void signIn(String user) {
        open("/login");
        labelled("Name").sendKeys(user);
        type("Password", user);
        await().atMost(PATIENCE)
                .until(() -> !browser()
                        .findElements(By.xpath("//button[text()='Sign out']"))
                        .isEmpty());
    }

    @Test
    void theKeyboardIsEnough() {
        open("/tricks");
        WebElement body = browser().findElement(By.tagName("body"));
        body.sendKeys(Keys.TAB);
        WebElement skip = browser().switchTo().activeElement();
        assertThat(skip.getText()).isEqualTo("Skip to content");
        assertThat(skip.getRect().getX()).isNotNegative();
        skip.sendKeys(Keys.ENTER);
        assertThat(browser().switchTo().activeElement().getTagName()).isEqualTo("main");
    }

    @Test
    void everyPageHasOneHeadingLabelledFieldsAndFitsOnAPhone() {
        frontDesk.register("A".repeat(100 - 36) + UUID.randomUUID());
        frontDesk.register(name);
        school.addTrick(name, "x".repeat(200));
        signIn("operator");
        browser().manage().window().setSize(new Dimension(500, 900));
        try {
            for (String path :
                    List.of("/", "/dogs/" + name.replace(" ", "%20"), "/tricks", "/announcements", "/operator")) {
                open(path);
                assertThat(browser().findElements(By.tagName("h1"))).as(path).hasSize(1);
                assertThat(
                                script(
                                        "return [...document.querySelectorAll('input:not([type=hidden])')].filter(e => !e.labels.length).length"))
                        .as("fields of %s without a label", path)
                        .isEqualTo(0L);
                assertThat(script("return document.documentElement.scrollWidth <= innerWidth"))
                        .as("%s fits", path)
                        .isEqualTo(true);
            }
        } finally {
            browser().manage().window().setSize(new Dimension(1200, 900));
        }
    }

    @Test
    void textCanBeReadInTheLightAndInTheDark() {
        frontDesk.register(name);
        for (String scheme : List.of("light", "dark")) {
            Map<String, Object> wanted = Map.of("name", "prefers-color-scheme", "value", scheme);
            browser().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(wanted)));
            openDog();
            type("Add a trick", "");
            seen("Please type a trick.");
            assertThat(script(CONTRASTS))
                    .as("texts of too little contrast, " + scheme)
                    .isEqualTo(List.of());
        }
        browser().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    }

    /** The texts whose contrast to what is behind them is less than 4.5, as WCAG 2.2 reckons it. */
    private static final String CONTRASTS = """
            const rgb = color => color.match(/[\\d.]+/g).map(Number);
            const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
                .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
                .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
            const behind = element => {
              const color = rgb(getComputedStyle(element).backgroundColor);
              return color[3] === 0 ? behind(element.parentElement) : color;
            };
            const contrast = element => {
              const pair = [light(rgb(getComputedStyle(element).color)), light(behind(element))].sort((a, b) => b - a);
              return (pair[0] + .05) / (pair[1] + .05);
            };
            return [...document.querySelectorAll('body *')]
                .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
                .filter(e => contrast(e) < 4.5)
                .map(e => e.textContent.trim() + ' ' + contrast(e));
            """;
}
