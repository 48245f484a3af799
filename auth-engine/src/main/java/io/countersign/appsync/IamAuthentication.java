package io.countersign.appsync;

import io.countersign.aws.AwsCredentialsSource;
import io.countersign.aws.ConfiguredRegion;
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

    private final AppSyncHost host;
    private final SigV4Signer http;
    private final RealtimeSigner realtime;

    private IamAuthentication(AppSyncHost host, SigV4Signer signer) {
        this.host = host;
        this.http = signer;
        this.realtime = RealtimeSigner.signing(signer);
    }

    /**
     * Signs for one API.
     *
     * @param region null for the one in the host's name, else the one that this process is set up for
     * @throws AuthenticationException if there is none; the message says where was looked
     */
    public static IamAuthentication of(
            AppSyncHost host, @Nullable String region, AwsCredentialsSource credentials, Clock clock)
            throws AuthenticationException {
        AwsEndpoint endpoint = endpoints(region).of(host.httpHost());
        Payload wholeMessage = Payload.signed(Long.MAX_VALUE);
        return new IamAuthentication(host, SigV4Signer.of(credentials, any -> endpoint, clock, wholeMessage));
    }

    /** What AppSync APIs are signed for: this region, or the host's, or the one that this process is set up for. */
    public static AwsEndpoints endpoints(@Nullable String region) {
        return new AppSyncEndpoints(region, ConfiguredRegion.ofProcess());
    }

    @Override
    public Map<String, String> connectHeaders(AppSyncApi api) throws AuthenticationException {
        return realtime.connect(host, api).entries();
    }

    @Override
    public Map<String, String> messageHeaders(AppSyncApi api, String body) throws AuthenticationException {
        return realtime.message(host, api, body).entries();
    }

    @Override
    public Map<String, String> httpHeaders(AppSyncApi api, String body) throws AuthenticationException {
        SignedMessage message = SignedMessage.http(host, api.path(), body);
        try {
            http.sign(message);
        } catch (AuthenticationException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("a body in memory can always be read", e);
        }
        return Collections.unmodifiableMap(message.headersAndHost());
    }
}
