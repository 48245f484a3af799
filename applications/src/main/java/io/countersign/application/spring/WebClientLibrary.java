package io.countersign.application.spring;

import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;

/** Spring's WebClient with the connector that it chooses itself; it follows no redirects. */
public final class WebClientLibrary implements Client {

    private static final int DIGITS = 3;

    static {
        // Native transports connect to fewer spellings of this machine than the JDK does.
        System.setProperty("reactor.netty.native", "false");
    }

    private final WebClient http = WebClient.create();

    private WebClientLibrary() {}

    /** As its manual shows. */
    public static Client standard() {
        return new WebClientLibrary();
    }

    @Override
    public Response send(Request request) throws Exception {
        WebClient.RequestBodySpec spec =
                http.method(HttpMethod.valueOf(request.method())).uri(URI.create(request.url()));
        request.headers().forEach(spec::header);
        WebClient.RequestHeadersSpec<?> ready =
                request.body().isPresent() ? spec.bodyValue(request.body().bytes()) : spec;
        Mono<Response> answer = ready.exchangeToMono(response -> response.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .map(bytes -> Response.of(status(response), bytes)));
        try {
            return answer.toFuture().get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() instanceof WebClientRequestException
                    ? e.getCause().getCause()
                    : e.getCause();
            throw cause instanceof Exception ? (Exception) cause : e;
        }
    }

    /** Its type is another one from Spring 6 on; as text it begins with its digits in all. */
    private static int status(ClientResponse response) {
        try {
            Object status = ClientResponse.class.getMethod("statusCode").invoke(response);
            return Integer.parseInt(String.valueOf(status).substring(0, DIGITS));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
