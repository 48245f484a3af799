package io.countersign.vault;

import io.countersign.aws.ConfiguredRegion;
import io.countersign.secret.UnresolvedException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** How vaults are reached, and with whose AWS credentials. Immutable; {@code with…} makes a copy. */
public final class VaultAccess {

    private static final int REGION_IN_ARN = 3;

    private final @Nullable String region;
    private final @Nullable String profile;
    private final @Nullable URI proxy;
    private final Duration timeout;
    private final ConfiguredRegion ofProcess;

    private VaultAccess(
            @Nullable String region,
            @Nullable String profile,
            @Nullable URI proxy,
            Duration timeout,
            ConfiguredRegion ofProcess) {
        this.region = region;
        this.profile = profile;
        this.proxy = proxy;
        this.timeout = timeout;
        this.ofProcess = ofProcess;
    }

    /**
     * Access with the credentials of the SDK's default chain.
     *
     * @param timeout how long one call may take, repetitions included
     * @param ofProcess tells the region, unless a name or {@link #withRegion} does
     */
    public static VaultAccess of(Duration timeout, ConfiguredRegion ofProcess) {
        return new VaultAccess(null, null, null, timeout, ofProcess);
    }

    /** The same for another region than the process's; null for the process's. */
    public VaultAccess withRegion(@Nullable String name) {
        return new VaultAccess(name, profile, proxy, timeout, ofProcess);
    }

    /** The same with the credentials of an AWS profile; null for the default chain's. */
    public VaultAccess withProfile(@Nullable String name) {
        return new VaultAccess(region, name, proxy, timeout, ofProcess);
    }

    /** The same through an HTTP proxy, for instance {@code http://proxy.example.com:3128}; null for none. */
    public VaultAccess withProxy(@Nullable URI address) {
        return new VaultAccess(region, profile, address, timeout, ofProcess);
    }

    /**
     * The region that a name is asked for in: an ARN names its own.
     *
     * @param address scheme and name, for messages
     */
    String regionOf(String name, String address) {
        String[] parts = name.split(":", REGION_IN_ARN + 2);
        if (parts.length > REGION_IN_ARN && parts[0].equals("arn") && !parts[REGION_IN_ARN].isEmpty()) {
            return parts[REGION_IN_ARN];
        }
        String found = region != null ? region : ofProcess.find();
        if (found == null) {
            throw UnresolvedException.of(
                    address,
                    "no AWS region is set; set secrets.region or AWS_REGION (looked in secrets.region, "
                            + ConfiguredRegion.PLACES + ")",
                    false,
                    null);
        }
        return found;
    }

    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C build(
            B builder, String inRegion, @Nullable URI endpoint) {
        builder.region(Region.of(inRegion))
                .credentialsProvider(credentials())
                .httpClientBuilder(http())
                .overrideConfiguration(settings -> settings.apiCallTimeout(timeout));
        return endpoint == null
                ? builder.build()
                : builder.endpointOverride(endpoint).build();
    }

    private AwsCredentialsProvider credentials() {
        DefaultCredentialsProvider.Builder chain = DefaultCredentialsProvider.builder();
        return profile == null ? chain.build() : chain.profileName(profile).build();
    }

    private UrlConnectionHttpClient.Builder http() {
        UrlConnectionHttpClient.Builder http =
                UrlConnectionHttpClient.builder().connectionTimeout(timeout).socketTimeout(timeout);
        return proxy == null
                ? http
                : http.proxyConfiguration(
                        ProxyConfiguration.builder().endpoint(proxy).build());
    }
}
