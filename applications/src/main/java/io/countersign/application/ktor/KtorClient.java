package io.countersign.application.ktor;

import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import io.ktor.client.HttpClient;
import io.ktor.client.HttpClientKt;
import io.ktor.client.engine.HttpClientEngineFactory;
import io.ktor.client.request.HttpRequestBuilder;
import io.ktor.client.request.HttpRequestKt;
import io.ktor.client.statement.HttpResponse;
import io.ktor.client.statement.HttpStatement;
import kotlin.Unit;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.BuildersKt;

/** Ktor, each of whose engines sends with another library; requests without a body, whose answer's is not read. */
public final class KtorClient implements Client {

    private static final String ENGINES = "io.ktor.client.engine.";

    private final HttpClient http;

    private KtorClient(String engine) throws ReflectiveOperationException {
        Object factory = Class.forName(ENGINES + engine).getField("INSTANCE").get(null);
        this.http = HttpClientKt.HttpClient((HttpClientEngineFactory<?>) factory, config -> Unit.INSTANCE);
    }

    /** On Apache HttpClient 5. */
    public static Client apache5() throws ReflectiveOperationException {
        return new KtorClient("apache5.Apache5");
    }

    /** On Apache HttpAsyncClient 4. */
    public static Client apache() throws ReflectiveOperationException {
        return new KtorClient("apache.Apache");
    }

    /** On {@code java.net.http}. */
    public static Client java() throws ReflectiveOperationException {
        return new KtorClient("java.Java");
    }

    /** On OkHttp. */
    public static Client okHttp() throws ReflectiveOperationException {
        return new KtorClient("okhttp.OkHttp");
    }

    /** On {@code HttpURLConnection}. */
    public static Client android() throws ReflectiveOperationException {
        return new KtorClient("android.Android");
    }

    /** On sockets of its own. */
    public static Client cio() throws ReflectiveOperationException {
        return new KtorClient("cio.CIO");
    }

    @Override
    public Response send(Request request) throws Exception {
        HttpRequestBuilder built = new HttpRequestBuilder();
        HttpRequestKt.url(built, request.url());
        HttpResponse answer = (HttpResponse) BuildersKt.runBlocking(
                EmptyCoroutineContext.INSTANCE,
                (scope, continuation) -> new HttpStatement(built, http).execute(continuation));
        return Response.of(answer.getStatus().getValue(), null);
    }
}
