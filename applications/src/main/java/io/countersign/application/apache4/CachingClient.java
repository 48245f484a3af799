package io.countersign.application.apache4;

import io.countersign.application.Client;
import org.apache.http.impl.client.LaxRedirectStrategy;
import org.apache.http.impl.client.cache.CachingHttpClientBuilder;

/** Apache HttpClient 4.3 to 4.5 with a cache in front of it, which is a jar of its own. */
public final class CachingClient {

    private CachingClient() {}

    /** With the strategy that redirects every method. */
    public static Client inMemory() {
        return new BlockingClient(CachingHttpClientBuilder.create()
                .setRedirectStrategy(new LaxRedirectStrategy())
                .build());
    }
}
