package io.countersign.aws;

import io.countersign.request.AuthenticationException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;

/**
 * The way to a service of AWS that gives credentials. Clients read no profile file, sign nothing unless a call says with
 * what, and never send a request twice: pauses and repetitions are the cache's.
 */
public final class AwsConnection {

    private final ConfiguredRegion elsewhere;
    private final @Nullable String region;
    private final @Nullable URI endpoint;
    private final Duration timeout;
    private final @Nullable URI proxy;

    private AwsConnection(
            ConfiguredRegion elsewhere,
            @Nullable String region,
            @Nullable URI endpoint,
            Duration timeout,
            @Nullable URI proxy) {
        this.elsewhere = elsewhere;
        this.region = region;
        this.endpoint = endpoint;
        this.timeout = timeout;
        this.proxy = proxy;
    }

    /**
     * A connection that nothing has been sent through yet.
     *
     * @param region null for the one that this process is set up for
     * @param endpoint null for the region's own
     * @param timeout how long one call may take, connecting included
     */
    public static AwsConnection of(@Nullable String region, @Nullable URI endpoint, Duration timeout) {
        return of(ConfiguredRegion.ofProcess(), region, endpoint, timeout);
    }

    static AwsConnection of(
            ConfiguredRegion elsewhere, @Nullable String region, @Nullable URI endpoint, Duration timeout) {
        return new AwsConnection(elsewhere, region, endpoint, timeout, null);
    }

    /** The same, through an HTTP proxy; null for the JVM's own settings. */
    public AwsConnection withProxy(@Nullable URI address) {
        return new AwsConnection(elsewhere, region, endpoint, timeout, address);
    }

    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder)
            throws AuthenticationException {
        return configured(builder, region()).build();
    }

    /**
     * What every client has that the engine makes, those of other rooms too.
     *
     * @param region signed for, and asked in unless this connection leads elsewhere
     */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B configured(B builder, Region region) {
        builder.region(region)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .defaultsMode(DefaultsMode.STANDARD)
                .httpClientBuilder(http())
                .overrideConfiguration(settings -> settings.apiCallTimeout(timeout)
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .defaultProfileFileSupplier(
                                () -> ProfileFile.aggregator().build())
                        .defaultProfileName("default"));
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder;
    }

    private Region region() throws AuthenticationException {
        String name = region == null ? elsewhere.find() : region;
        if (name == null) {
            throw AuthenticationException.terminal(
                    "no AWS region to ask in; looked in " + ConfiguredRegion.PLACES + "; set the identity's region",
                    null);
        }
        return Region.of(name);
    }

    private UrlConnectionHttpClient.Builder http() {
        UrlConnectionHttpClient.Builder http =
                UrlConnectionHttpClient.builder().connectionTimeout(timeout).socketTimeout(timeout);
        return proxy == null
                ? http
                : http.proxyConfiguration(
                        ProxyConfiguration.builder().endpoint(proxy).build());
    }

    /** The place that answers, for messages. */
    @Override
    public String toString() {
        return endpoint != null ? endpoint.toString() : "AWS" + (region == null ? "" : " in " + region);
    }
}
