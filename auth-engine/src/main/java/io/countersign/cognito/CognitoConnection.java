package io.countersign.cognito;

import io.countersign.aws.AwsConnection;
import io.countersign.http.HttpAnswer;
import io.countersign.http.HttpConnection;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClientBuilder;

/**
 * The way to Amazon Cognito. The SDK's client is built when it is first needed, signs nothing unless a call says with what,
 * since logging in needs no AWS credentials, reads no profile file, and never sends a request twice: one password attempt
 * is one attempt.
 */
public final class CognitoConnection implements AutoCloseable {

    private final String region;
    private final @Nullable URI endpoint;
    private final Duration timeout;
    private final boolean fips;
    private final @Nullable URI proxy;
    private volatile @Nullable CognitoIdentityProviderClient client;

    private CognitoConnection(
            String region, @Nullable URI endpoint, Duration timeout, boolean fips, @Nullable URI proxy) {
        this.region = region;
        this.endpoint = endpoint;
        this.timeout = timeout;
        this.fips = fips;
        this.proxy = proxy;
    }

    /**
     * A connection that nothing has been sent through yet.
     *
     * @param endpoint null for the region's own
     * @param timeout how long one call may take, connecting included
     */
    public static CognitoConnection of(String region, @Nullable URI endpoint, Duration timeout) {
        return new CognitoConnection(region, endpoint, timeout, false, null);
    }

    /** The same, to the region's endpoint whose cryptography is validated by FIPS 140. */
    public CognitoConnection withFips() {
        return new CognitoConnection(region, endpoint, timeout, true, proxy);
    }

    /** The same, through an HTTP proxy, for instance {@code http://proxy.example.com:3128}. */
    public CognitoConnection withProxy(URI address) {
        return new CognitoConnection(region, endpoint, timeout, fips, address);
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
        CognitoIdentityProviderClientBuilder builder = AwsConnection.of(region, endpoint, timeout)
                .withProxy(proxy)
                .configured(CognitoIdentityProviderClient.builder(), Region.of(region));
        if (fips) { // else the environment may ask for it, as for any software on the SDK
            builder.fipsEnabled(true);
        }
        return builder.build();
    }

    /** The pool's public keys, from where the pool answers. */
    String keySet(String userPoolId, Clock clock) throws IOException {
        URI address = URI.create(issuer(userPoolId) + "/.well-known/jwks.json");
        HttpAnswer answer = HttpConnection.of(timeout, clock).withProxy(proxy).get(address);
        if (!answer.isOk()) {
            throw new IOException(address + " answers with HTTP status " + answer.status());
        }
        return answer.text();
    }

    /** How the pool may call itself in its tokens: by the region's endpoint, or by the one given instead of it. */
    Set<String> issuers(String userPoolId) {
        Set<String> issuers = new HashSet<>();
        issuers.add(issuerOfRegion(userPoolId));
        issuers.add(issuer(userPoolId));
        return issuers;
    }

    private String issuer(String userPoolId) {
        return endpoint == null
                ? issuerOfRegion(userPoolId)
                : endpoint.toString().replaceAll("/+$", "") + "/" + userPoolId;
    }

    private String issuerOfRegion(String userPoolId) {
        return "https://" + providerName(region, userPoolId);
    }

    /** What identity pools call a user pool, as the issuer of tokens. */
    public static String providerName(String region, String userPoolId) {
        String suffix = PartitionMetadata.of(Region.of(region)).dnsSuffix();
        return "cognito-idp." + region + "." + suffix + "/" + userPoolId;
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
