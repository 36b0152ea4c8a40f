package io.eventsourcing.docs.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** What the tutorial builds does what the tutorial says. */
class TutorialTest {
    @TempDir
    private Path folder;

    private final HttpClient browser =
            HttpClient.newBuilder().followRedirects(Redirect.ALWAYS).build();

    private String address = "";

    private ConfigurableApplicationContext start() {
        ConfigurableApplicationContext context = SpringApplication.run(
                DepotApplication.class,
                "--spring.config.name=tutorial",
                "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("depot"),
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--spring.main.banner-mode=off");
        address = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
        return context;
    }

    private HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private String page() throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                .body();
    }

    @Test
    void parcelsAreAcceptedScannedAndSeenAgainAfterARestart() throws Exception {
        try (ConfigurableApplicationContext context = start()) {
            assertThat(post("/parcels", "number=A1&recipient=Ada").body())
                    .contains("<td>A1</td>", "<td>Ada</td>", "<td>accepted</td>");
            assertThat(post("/parcels", "number=A1&recipient=Grace").statusCode())
                    .isEqualTo(409);
            assertThat(post("/parcels/A1/scans", "place=Berlin").body()).contains("<td>Berlin</td>");
        }
        try (ConfigurableApplicationContext context = start()) {
            assertThat(page()).contains("<td>A1</td>", "<td>Berlin</td>");
            assertThat(context.getBean(Depot.class).name()).isEqualTo("Depot");
        }
    }
}
