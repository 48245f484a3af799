package io.countersign.it.containers;

import io.countersign.it.harness.AppUnderTest.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** A web application in a container, which is asked by HTTP to send requests of its own. */
final class DeployedApplication {

    private static final HttpClient BROWSER = HttpClient.newHttpClient();
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI base;
    private final String client;

    private DeployedApplication(URI base, String client) {
        this.base = base;
        this.client = client;
    }

    /** @param client the factory of the client that it uses, as applications name them */
    static DeployedApplication at(int port, String path, String client) {
        return new DeployedApplication(URI.create("http://127.0.0.1:" + port + path + "/send"), client);
    }

    /** The same once it is there: a server may listen before all is deployed. */
    DeployedApplication waiting() {
        Instant limit = Clock.systemUTC().instant().plus(PATIENCE);
        while (answer("").statusCode() == NOT_FOUND) {
            if (Clock.systemUTC().instant().isAfter(limit)) {
                throw new IllegalStateException(base + " does not come");
            }
        }
        return this;
    }

    /** Has it send a request. */
    Outcome send(String method, URI uri, byte[] body) {
        return ask("", method, uri, body);
    }

    /** The same, and it leaves behind what keeps its class loader. */
    Outcome sendAndLeak(String method, URI uri, byte[] body) {
        return ask("&leak=1", method, uri, body);
    }

    private Outcome ask(String more, String method, URI uri, byte[] body) {
        String line =
                String.join("\t", method, uri.toString(), Base64.getEncoder().encodeToString(body));
        String query = "?client=" + encoded(client) + "&line=" + encoded(line) + more;
        HttpResponse<String> answer = answer(query);
        if (answer.statusCode() != OK) {
            throw new IllegalStateException(base + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return Outcome.parse(answer.body());
    }

    private HttpResponse<String> answer(String query) {
        try {
            return BROWSER.send(
                    HttpRequest.newBuilder(URI.create(base + query)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(base + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
