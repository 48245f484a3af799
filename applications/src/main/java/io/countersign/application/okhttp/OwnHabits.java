package io.countersign.application.okhttp;

import io.countersign.application.Client;
import java.io.File;
import java.io.IOException;
import okhttp3.Authenticator;
import okhttp3.Cache;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Applications with ways of their own: to log in, to look at what is sent, to keep answers. */
public final class OwnHabits {

    /** What such an application has for credentials; nobody takes them. */
    public static final String CREDENTIALS = "Basic b3duOm93bg==";

    private static final String HEADER = "Authorization";
    private static final int UNAUTHORIZED = 401;
    private static final long CACHE_BYTES = 1L << 20;

    private OwnHabits() {}

    /** Answers a first 401 through the library's {@link Authenticator}. */
    public static Client authenticator() {
        Authenticator own = (route, response) ->
                response.request().header(HEADER) == null ? withCredentials(response.request()) : null;
        return of(new OkHttpClient.Builder().authenticator(own));
    }

    /** Answers a first 401 in an interceptor of its own. */
    public static Client interceptor() {
        return of(new OkHttpClient.Builder().addInterceptor(OwnHabits::sendAgain));
    }

    /** Says in a header, from a network interceptor, whether it can see credentials on the way out and back. */
    public static Client watching() {
        return of(new OkHttpClient.Builder().addNetworkInterceptor(OwnHabits::watch));
    }

    /** Has a cache, in the folder that the system property {@code application.cache} names. */
    public static Client caching() {
        Cache cache = new Cache(new File(System.getProperty("application.cache", "cache")), CACHE_BYTES);
        return of(new OkHttpClient.Builder().cache(cache));
    }

    private static Client of(OkHttpClient.Builder client) {
        return new OkHttpLibrary(client.build(), Call::execute);
    }

    private static Request withCredentials(Request request) {
        return request.newBuilder().header(HEADER, CREDENTIALS).build();
    }

    private static Response sendAgain(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (response.code() != UNAUTHORIZED) {
            return response;
        }
        response.body().close();
        return chain.proceed(withCredentials(chain.request()));
    }

    /** What is on the way back shows in what the application gets: a failure. */
    private static Response watch(Interceptor.Chain chain) throws IOException {
        Request request = chain.request();
        String seen = request.header(HEADER) == null ? "nothing" : "credentials";
        Response response =
                chain.proceed(request.newBuilder().header("X-Seen", seen).build());
        if (response.request().header(HEADER) != null) {
            throw new IOException("the answer shows credentials");
        }
        return response;
    }
}
