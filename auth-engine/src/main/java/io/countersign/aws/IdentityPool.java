package io.countersign.aws;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenSource;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.cognitoidentity.model.GetCredentialsForIdentityResponse;

/**
 * Session credentials from an Amazon Cognito identity pool, for a log-in or for a guest (the enhanced flow: GetId, then
 * GetCredentialsForIdentity). Which identity of the pool this is stays the same and is asked once. A token that the pool
 * refuses as expired is renewed, and an identity that it no longer knows is asked for again, once each.
 */
public final class IdentityPool implements TokenSource {

    private final String id;
    private final @Nullable PoolLogin login;
    private final @Nullable String roleArn;
    private final AwsConnection connection;
    private final Clock clock;
    private volatile @Nullable String identityId;

    private IdentityPool(
            String id, @Nullable PoolLogin login, @Nullable String roleArn, AwsConnection connection, Clock clock) {
        this.id = id;
        this.login = login;
        this.roleArn = roleArn;
        this.connection = connection;
        this.clock = clock;
    }

    /** Credentials for guests, whom the pool must allow. */
    public static IdentityPool ofGuests(String id, AwsConnection connection, Clock clock) {
        return new IdentityPool(id, null, null, connection, clock);
    }

    /** Credentials for a log-in. */
    public static IdentityPool of(String id, PoolLogin login, AwsConnection connection, Clock clock) {
        return new IdentityPool(id, login, null, connection, clock);
    }

    /** The same, with another of the roles that the pool allows this log-in; null for the pool's choice. */
    public IdentityPool withRole(@Nullable String arn) {
        return new IdentityPool(id, login, arn, connection, clock);
    }

    /** The region that a pool's id begins with. */
    public static String region(String identityPoolId) {
        int colon = identityPoolId.indexOf(':');
        return colon < 0 ? identityPoolId : identityPoolId.substring(0, colon);
    }

    @Override
    public TokenSet fetch(@Nullable TokenSet previous) throws AuthenticationException {
        try (CognitoIdentityClient pool = connection.client(CognitoIdentityClient.builder())) {
            Token first = login == null ? null : login.token();
            try {
                return credentials(pool, first);
            } catch (RuntimeException e) {
                SdkFailure failure = failure(e, first);
                if (!mended(failure, first)) {
                    throw AwsRefusal.during(toString(), failure);
                }
            }
            Token second = login == null ? null : login.token();
            try {
                return credentials(pool, second);
            } catch (RuntimeException e) {
                throw AwsRefusal.during(toString(), failure(e, second));
            }
        }
    }

    private TokenSet credentials(CognitoIdentityClient pool, @Nullable Token token) {
        Map<String, String> logins = login == null || token == null
                ? Collections.<String, String>emptyMap()
                : Collections.singletonMap(login.provider(), token.value().reveal());
        String identity = identityId;
        if (identity == null) {
            identity = pool.getId(request -> request.identityPoolId(id).logins(logins))
                    .identityId();
            identityId = identity;
        }
        String member = identity;
        Instant asked = clock.instant();
        GetCredentialsForIdentityResponse answer = pool.getCredentialsForIdentity(
                request -> request.identityId(member).logins(logins).customRoleArn(roleArn));
        Credentials given = answer.credentials();
        return SessionToken.of(
                AwsCredentials.of(
                        given.accessKeyId(),
                        Secret.of(given.secretKey()),
                        Secret.of(given.sessionToken()),
                        given.expiration()),
                answer,
                asked);
    }

    /** Whether another attempt may fare better, after what was wrong has been replaced. */
    private boolean mended(SdkFailure failure, @Nullable Token token) {
        if ("ResourceNotFoundException".equals(failure.code()) && identityId != null) {
            identityId = null;
            return true;
        }
        boolean expired = "NotAuthorizedException".equals(failure.code())
                && failure.said().toLowerCase(Locale.ROOT).contains("expired");
        return expired && login != null && token != null && login.renew(token);
    }

    private SdkFailure failure(RuntimeException e, @Nullable Token token) {
        List<Secret> hidden =
                token == null ? Collections.<Secret>emptyList() : Collections.singletonList(token.value());
        return SdkFailure.of(e, connection.toString(), "Amazon Cognito", hidden);
    }

    @Override
    public String toString() {
        return (login == null ? "a guest's log-in" : login) + " to identity pool " + id;
    }
}
