package io.countersign.application.apache5;

import io.countersign.application.Client;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.cache.CachingHttpAsyncClients;
import org.apache.hc.client5.http.impl.cache.CachingHttpClients;

/** Apache HttpClient 5 with its cache in memory. */
public final class CachingClients {

    private CachingClients() {}

    /** With its classic API. */
    public static Client classic() {
        return new ClassicClient(CachingHttpClients.createMemoryBound());
    }

    /** With its asynchronous API. */
    public static Client asynchronous() {
        CloseableHttpAsyncClient http = CachingHttpAsyncClients.createMemoryBound();
        return AsyncClient.started(http);
    }
}
