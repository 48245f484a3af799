package io.countersign;

import io.countersign.aws.AssumedRole;
import io.countersign.aws.AwsConnection;
import io.countersign.aws.AwsCredentials;
import io.countersign.aws.AwsCredentialsSource;
import io.countersign.aws.CachedCredentials;
import io.countersign.aws.IdentityPool;
import io.countersign.aws.PoolLogin;
import io.countersign.aws.ProviderCredentials;
import io.countersign.aws.RoleSession;
import io.countersign.aws.StaticCredentials;
import io.countersign.aws.WebIdentityRole;
import io.countersign.cognito.CognitoConnection;
import io.countersign.rules.IdentitySettings;
import io.countersign.rules.IdentityType;
import io.countersign.token.FileToken;
import io.countersign.token.TokenSource;
import io.countersign.token.TokenUse;
import java.net.URI;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns the words of an identity of type {@code aws} or {@code cognito-identity-pool} into a source of AWS credentials. */
final class AwsSources {

    private final Function<String, Identity> others;
    private final IdentitySources sources;
    private final Surroundings surroundings;

    /** @param others finds what an identity gets its credentials with, by its name */
    AwsSources(Function<String, Identity> others, IdentitySources sources, Surroundings surroundings) {
        this.others = others;
        this.sources = sources;
        this.surroundings = surroundings;
    }

    AwsCredentialsSource of(IdentitySettings identity) {
        if (identity.type() == IdentityType.COGNITO_IDENTITY_POOL) {
            return identityPool(identity);
        }
        if (identity.optionalText("role-arn") == null) {
            return found(identity, identity.name());
        }
        return CachedCredentials.of(sources.cached(identity, role(identity), identity.timeout()));
    }

    /** @param called what messages call it */
    private AwsCredentialsSource found(IdentitySettings identity, String called) {
        String accessKeyId = identity.optionalText("access-key-id");
        if (accessKeyId != null) {
            return StaticCredentials.of(AwsCredentials.of(
                    accessKeyId, identity.secret("secret-access-key"), identity.optionalSecret("session-token"), null));
        }
        String profile = identity.optionalText("profile");
        ProviderCredentials credentials = profile == null
                ? ProviderCredentials.ofDefaultChain(called, surroundings.clock())
                : ProviderCredentials.ofProfile(called, profile, surroundings.clock());
        boolean isAll = called.equals(identity.name());
        return isAll ? credentials.watchedBy(surroundings.events().ofIdentity(called)) : credentials;
    }

    private TokenSource role(IdentitySettings identity) {
        RoleSession role = RoleSession.of(identity.text("role-arn"), text(identity, "role-session-name", "countersign"))
                .withExternalId(identity.optionalText("external-id"));
        Duration duration = identity.optionalDuration("duration");
        if (duration != null) {
            role = role.withDuration(duration);
        }
        AwsConnection connection = connection(identity, identity.optionalText("region"));
        String file = identity.optionalText("web-identity-token-file");
        if (file != null) {
            TokenSource token = FileToken.of(Paths.get(file), surroundings.clock());
            return WebIdentityRole.of(role, token, connection, surroundings.clock());
        }
        String source = identity.optionalText("source");
        AwsCredentialsSource caller = source == null
                ? found(identity, "the credentials that assume the role")
                : others.apply(source).credentials();
        return AssumedRole.of(role, caller, connection, surroundings.clock());
    }

    /** Who waits for it may wait for the log-in, too. */
    private AwsCredentialsSource identityPool(IdentitySettings identity) {
        String id = identity.text("identity-pool-id");
        String login = identity.optionalText("login");
        AwsConnection connection = connection(identity, text(identity, "region", IdentityPool.region(id)));
        IdentityPool pool = login == null
                ? IdentityPool.ofGuests(id, connection, surroundings.clock())
                : IdentityPool.of(id, login(identity, login), connection, surroundings.clock());
        Duration wait = login == null
                ? identity.timeout()
                : identity.timeout().plus(others.apply(login).settings().timeout());
        return CachedCredentials.of(sources.cached(identity, pool.withRole(identity.optionalText("role-arn")), wait));
    }

    private PoolLogin login(IdentitySettings identity, String name) {
        Identity login = others.apply(name);
        if (login.settings().type() == IdentityType.COGNITO_USER) {
            String pool = login.settings().text("user-pool-id");
            String region = pool.substring(0, pool.indexOf('_'));
            return PoolLogin.of(CognitoConnection.providerName(region, pool), login.tokens(), TokenUse.ID);
        }
        return PoolLogin.of(identity.text("login-provider"), login.tokens(), TokenUse.ACCESS);
    }

    private static AwsConnection connection(IdentitySettings identity, @Nullable String region) {
        String endpoint = identity.optionalText("endpoint");
        String proxy = identity.optionalText("proxy");
        return AwsConnection.of(region, endpoint == null ? null : URI.create(endpoint), identity.timeout())
                .withProxy(proxy == null ? null : URI.create(proxy));
    }

    private static String text(IdentitySettings identity, String key, String otherwise) {
        String text = identity.optionalText(key);
        return text == null ? otherwise : text;
    }
}
