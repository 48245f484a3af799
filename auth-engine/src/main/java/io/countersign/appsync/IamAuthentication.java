package io.countersign.appsync;

import io.countersign.aws.AwsCredentialsSource;
import io.countersign.request.AuthenticationException;
import io.countersign.sigv4.AwsEndpoint;
import io.countersign.sigv4.AwsEndpoints;
import io.countersign.sigv4.Payload;
import io.countersign.sigv4.SigV4Signer;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mode AWS_IAM: every handshake, message and request carries its own signature. */
public final class IamAuthentication implements AppSyncAuthentication {

    private static final String SERVICE = "appsync";
    private static final String PATH = "/graphql";
    private static final String CONNECT_PATH = "/graphql/connect";

    private final AppSyncHost host;
    private final SigV4Signer signer;

    private IamAuthentication(AppSyncHost host, SigV4Signer signer) {
        this.host = host;
        this.signer = signer;
    }

    /**
     * Signs for one API.
     *
     * @param region null for the one in the host's name
     * @throws AuthenticationException if there is none in it
     */
    public static IamAuthentication of(
            AppSyncHost host, @Nullable String region, AwsCredentialsSource credentials, Clock clock)
            throws AuthenticationException {
        AwsEndpoint endpoint = endpoint(host, region);
        Payload wholeMessage = Payload.signed(Long.MAX_VALUE);
        return new IamAuthentication(
                host,
                SigV4Signer.of(credentials, any -> endpoint, clock, wholeMessage)
                        .signingAlso("accept", "content-encoding"));
    }

    /** What an AppSync API is signed for: the region of the setting, else the one in the host's name. */
    public static AwsEndpoints endpoints(@Nullable String region) {
        return host -> endpoint(AppSyncHost.of(host), region);
    }

    @Override
    public Map<String, String> connectHeaders() throws AuthenticationException {
        return signed(SignedMessage.realtime(host, CONNECT_PATH, "{}"));
    }

    @Override
    public Map<String, String> startHeaders(String data) throws AuthenticationException {
        return signed(SignedMessage.realtime(host, PATH, data));
    }

    @Override
    public Map<String, String> httpHeaders(String body) throws AuthenticationException {
        return signed(SignedMessage.http(host, PATH, body));
    }

    private Map<String, String> signed(SignedMessage message) throws AuthenticationException {
        try {
            signer.sign(message);
        } catch (AuthenticationException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("a body in memory can always be read", e);
        }
        return Collections.unmodifiableMap(message.headersAndHost());
    }

    private static AwsEndpoint endpoint(AppSyncHost host, @Nullable String region) throws AuthenticationException {
        String known = region == null ? host.region() : region;
        if (known == null) {
            throw AuthenticationException.terminal(
                    "the host '" + host + "' does not tell the AWS region of its AppSync API; set region of the rule",
                    null);
        }
        return AwsEndpoint.of(SERVICE, known);
    }
}
