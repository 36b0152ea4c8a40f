package io.eventsourcing.examples.trainingschool;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** What a browser does with the pages: gets them, and posts forms without following redirects. */
record Browser(int port, HttpClient client) {
    Browser(int port) {
        this(port, HttpClient.newHttpClient());
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(at(path)).GET());
    }

    HttpResponse<String> post(String path, String field, String value) {
        String form = field + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return send(HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** Posts, and gets the page that the answer leads to. */
    HttpResponse<String> postAndFollow(String path, String field, String value) {
        HttpResponse<String> answer = post(path, field, value);
        if (answer.statusCode() != 303) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return get(answer.headers().firstValue("Location").orElseThrow());
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port).resolve(path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
