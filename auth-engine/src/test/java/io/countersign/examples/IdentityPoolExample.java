package io.countersign.examples;

import io.countersign.Surroundings;
import io.countersign.Tokens;
import io.countersign.aws.AwsConnection;
import io.countersign.aws.AwsCredentials;
import io.countersign.aws.AwsCredentialsSource;
import io.countersign.aws.IdentityPool;
import io.countersign.aws.PoolLogin;
import io.countersign.cognito.CognitoConnection;
import io.countersign.request.AuthenticationException;
import io.countersign.token.TokenUse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** From a user to AWS credentials: the log-in's ID token is shown to an identity pool. */
final class IdentityPoolExample {

    private final AwsCredentialsSource credentials;

    /** @param endpoint instead of the region's own; null for that */
    IdentityPoolExample(Tokens user, String userPoolId, String identityPoolId, URI endpoint) {
        String region = IdentityPool.region(identityPoolId);
        PoolLogin login = PoolLogin.of(CognitoConnection.providerName(region, userPoolId), user.cache(), TokenUse.ID);
        AwsConnection connection = AwsConnection.of(region, endpoint, Duration.ofSeconds(20));
        IdentityPool pool = IdentityPool.of(identityPoolId, login, connection, Clock.systemUTC());
        Surroundings world = Surroundings.ofProcess(task -> new Thread(task).start());
        credentials = Tokens.of("pool", pool, world).asCredentials();
    }

    /** To sign with, for instance by {@link AppSyncExample#withCredentials}. */
    AwsCredentialsSource credentials() {
        return credentials;
    }

    AwsCredentials current() throws AuthenticationException {
        return credentials.current();
    }
}
