package io.eventsourcing.remote;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a leader in another service is asked.
 *
 * @param leaderName the leader
 * @param client what makes the requests
 * @param hook what is done to each request
 * @param timeout how long an answer may take, its body included
 */
record RemoteRequests(String leaderName, HttpClient client, Consumer<HttpRequest.Builder> hook, Duration timeout) {
    /**
     * The answer, whatever its status.
     *
     * @param tag of what is already here, or null
     * @throws RemoteLeaderException if there is none in time
     */
    HttpResponse<String> get(URI uri, @Nullable String tag) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(timeout).header("Accept", "application/json");
        if (tag != null) {
            request.header("If-None-Match", tag);
        }
        hook.accept(request);
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw wrong(uri, 0, "there is no whole answer after " + timeout, e);
        } catch (ExecutionException e) {
            throw wrong(uri, 0, reason(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw wrong(uri, 0, "the waiting thread was interrupted", e);
        }
    }

    private static String reason(@Nullable Throwable cause) {
        return cause instanceof IOException ? "the service does not answer, " + cause : String.valueOf(cause);
    }

    RemoteLeaderException wrong(URI uri, int status, String what, @Nullable Throwable cause) {
        return new RemoteLeaderException(leaderName, uri, status, what, cause);
    }
}
