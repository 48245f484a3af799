package io.countersign.cognito;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClientBuilder;

/**
 * The way to Amazon Cognito. The SDK's client is built when it is first needed, signs nothing, since logging in needs no
 * AWS credentials, reads no profile file, and never sends a request twice: one password attempt is one attempt.
 */
public final class CognitoConnection implements AutoCloseable {

    private final String region;
    private final @Nullable URI endpoint;
    private final Duration timeout;
    private volatile @Nullable CognitoIdentityProviderClient client;

    private CognitoConnection(String region, @Nullable URI endpoint, Duration timeout) {
        this.region = region;
        this.endpoint = endpoint;
        this.timeout = timeout;
    }

    /**
     * A connection that nothing has been sent through yet.
     *
     * @param endpoint null for the region's own
     * @param timeout how long one call may take, connecting included
     */
    public static CognitoConnection of(String region, @Nullable URI endpoint, Duration timeout) {
        return new CognitoConnection(region, endpoint, timeout);
    }

    CognitoIdentityProviderClient client() {
        CognitoIdentityProviderClient known = client;
        return known == null ? built() : known;
    }

    private synchronized CognitoIdentityProviderClient built() {
        CognitoIdentityProviderClient known = client;
        if (known == null) {
            known = build();
            client = known;
        }
        return known;
    }

    private CognitoIdentityProviderClient build() {
        CognitoIdentityProviderClientBuilder builder = CognitoIdentityProviderClient.builder()
                .region(Region.of(region))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .defaultsMode(DefaultsMode.STANDARD)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(timeout)
                        .socketTimeout(timeout))
                .overrideConfiguration(settings -> settings.apiCallTimeout(timeout)
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .defaultProfileFileSupplier(
                                () -> ProfileFile.aggregator().build())
                        .defaultProfileName("default"));
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.build();
    }

    /** Frees the connections that are kept alive; a later call makes new ones. */
    @Override
    public synchronized void close() {
        CognitoIdentityProviderClient known = client;
        if (known != null) {
            client = null;
            known.close();
        }
    }

    /** The place that answers, for messages. */
    @Override
    public String toString() {
        return endpoint == null ? "Amazon Cognito in " + region : endpoint.toString();
    }
}
