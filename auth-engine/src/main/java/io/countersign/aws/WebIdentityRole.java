package io.countersign.aws;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenSource;
import io.countersign.token.TokenUse;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;

import static java.util.Objects.requireNonNull;

/**
 * Sessions of a role that trusts another issuer's tokens (AWS STS, AssumeRoleWithWebIdentity), for instance those that
 * Kubernetes projects into a file. The call needs no AWS credentials.
 */
public final class WebIdentityRole implements TokenSource {

    private final RoleSession role;
    private final TokenSource webIdentity;
    private final AwsConnection connection;
    private final Clock clock;

    private WebIdentityRole(RoleSession role, TokenSource webIdentity, AwsConnection connection, Clock clock) {
        this.role = role;
        this.webIdentity = webIdentity;
        this.connection = connection;
        this.clock = clock;
    }

    /** @param webIdentity asked for a token before every call */
    public static WebIdentityRole of(RoleSession role, TokenSource webIdentity, AwsConnection connection, Clock clock) {
        return new WebIdentityRole(role, webIdentity, connection, clock);
    }

    @Override
    public TokenSet fetch(@Nullable TokenSet previous) throws AuthenticationException {
        Secret token =
                requireNonNull(webIdentity.fetch(null).get(TokenUse.ACCESS)).value();
        try (StsClient sts = connection.client(StsClient.builder())) {
            Instant asked = clock.instant();
            AssumeRoleWithWebIdentityResponse answer =
                    sts.assumeRoleWithWebIdentity(request -> request.roleArn(role.roleArn())
                            .roleSessionName(role.name())
                            .durationSeconds(role.seconds())
                            .webIdentityToken(token.reveal()));
            return SessionToken.of(StsCredentials.of(answer.credentials()), answer, asked);
        } catch (RuntimeException e) {
            SdkFailure failure = SdkFailure.of(e, connection.toString(), "AWS STS", Collections.singletonList(token));
            throw AwsRefusal.during(toString(), failure);
        }
    }

    @Override
    public String toString() {
        return "the session of " + role;
    }
}
