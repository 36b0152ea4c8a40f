package io.eventsourcing.examples.trainingschool;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a browser does with the pages, without scripts and without following redirects; and what a program does. */
public final class Client {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    public Client(int port) {
        this.port = port;
    }

    /** @param headers names and values */
    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET(), BodyHandlers.ofString());
    }

    /** The answer while it is still being written. */
    public HttpResponse<InputStream> open(String path, String... headers) {
        return send(request(path, headers).GET(), BodyHandlers.ofInputStream());
    }

    /** @param fields names and values */
    public HttpResponse<String> post(String path, String... fields) {
        StringBuilder form = new StringBuilder("_csrf=" + encoded(token()));
        for (int i = 0; i < fields.length; i += 2) {
            form.append('&').append(fields[i]).append('=').append(encoded(fields[i + 1]));
        }
        return postForm(path, form.toString());
    }

    /** A form of another site, which does not know the token. */
    public HttpResponse<String> postWithoutToken(String path) {
        return postForm(path, "");
    }

    private HttpResponse<String> postForm(String path, String form) {
        return send(
                request(path, "Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)),
                BodyHandlers.ofString());
    }

    /** Posts, and gets the page that the answer leads to. */
    public HttpResponse<String> postAndFollow(String path, String... fields) {
        HttpResponse<String> answer = post(path, fields);
        if (answer.statusCode() / 100 != 3) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return get(answer.headers().firstValue("Location").orElseThrow());
    }

    /** @param headers names and values */
    public HttpResponse<String> postJson(String path, String json, String... headers) {
        return send(
                request(path, headers)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)),
                BodyHandlers.ofString());
    }

    /** Signs in a user whose password is the name. */
    public Client signIn(String user) {
        postAndFollow("/login", "username", user, "password", user);
        return this;
    }

    private String token() {
        Matcher token = TOKEN.matcher(get("/login").body());
        if (!token.find()) {
            throw new AssertionError("The form has no token");
        }
        return token.group(1);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port).resolve(path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
