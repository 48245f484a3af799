package io.countersign.examples;

import io.countersign.AuthEngine;
import io.countersign.Surroundings;
import io.countersign.request.BodyNotReadableException;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import io.countersign.rules.RulesException;
import io.countersign.rules.RulesFile;
import io.countersign.secret.Environment;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The agent's rules file without the agent: the program asks the engine about each request that it sends. */
final class RulesExample {

    private final AuthEngine engine;

    RulesExample(File rulesFile) throws RulesException {
        engine = AuthEngine.of(
                RulesFile.read(rulesFile, null, Environment.ofProcess()),
                Surroundings.ofProcess(task -> new Thread(task).start()));
    }

    int post(URI api, byte[] body) throws IOException, InterruptedException {
        Posted posted = new Posted(api, body);
        engine.authorize(posted);
        HttpRequest.Builder request = HttpRequest.newBuilder(api).POST(BodyPublishers.ofByteArray(body));
        posted.headers.forEach(request::setHeader);
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }

    /** A request before it is sent. */
    private static final class Posted implements OutboundRequest {

        private final URI uri;
        private final byte[] body;
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

        Posted(URI uri, byte[] body) {
            this.uri = uri;
            this.body = body;
        }

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public RequestTarget target() {
            return RequestTarget.of(uri);
        }

        @Override
        public @Nullable String header(String name) {
            return headers.get(name);
        }

        @Override
        public Map<String, List<String>> headers() {
            Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.forEach((name, value) -> all.put(name, List.of(value)));
            return all;
        }

        @Override
        public void setHeader(String name, String value) {
            headers.put(name, value);
        }

        @Override
        public void removeHeader(String name) {
            headers.remove(name);
        }

        @Override
        public byte[] body(long limit) throws IOException {
            if (body.length > limit) {
                throw new BodyNotReadableException("it has " + body.length + " bytes");
            }
            return body;
        }
    }
}
