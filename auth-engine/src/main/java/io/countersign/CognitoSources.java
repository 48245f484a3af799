package io.countersign;

import io.countersign.aws.ProviderCredentials;
import io.countersign.cognito.AppClient;
import io.countersign.cognito.AuthFlow;
import io.countersign.cognito.CognitoClientSource;
import io.countersign.cognito.CognitoConnection;
import io.countersign.cognito.CognitoUserSource;
import io.countersign.cognito.Device;
import io.countersign.cognito.OneTimeCodes;
import io.countersign.cognito.TotpSecret;
import io.countersign.cognito.UserCredentials;
import io.countersign.rules.IdentitySettings;
import io.countersign.secret.Secret;
import io.countersign.token.TokenSource;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Turns the words of an identity of type {@code cognito-user} or {@code cognito-client} into a source of tokens. */
final class CognitoSources {

    private CognitoSources() {}

    static TokenSource ofUser(IdentitySettings identity, Surroundings surroundings) {
        CognitoUserSource source = user(identity, surroundings);
        return identity.flag("verify-tokens") ? source.verified() : source;
    }

    private static CognitoUserSource user(IdentitySettings identity, Surroundings surroundings) {
        AppClient app = AppClient.of(
                        identity.text("user-pool-id"),
                        identity.text("client-id"),
                        identity.optionalSecret("client-secret"))
                .withFlow(AuthFlow.of(identity.flow()))
                .withClientMetadata(identity.group("client-metadata"));
        return CognitoUserSource.of(
                        app,
                        credentials(identity, surroundings),
                        connection(identity, app),
                        surroundings.clock(),
                        surroundings.random())
                .withAwsCredentials(ProviderCredentials.ofDefaultChain(
                        "the AWS credentials for flow = admin", surroundings.clock()));
    }

    static TokenSource ofClient(IdentitySettings identity, Surroundings surroundings) {
        AppClient app = AppClient.of(
                        identity.text("user-pool-id"), identity.text("client-id"), identity.secret("client-secret"))
                .withClientMetadata(identity.group("client-metadata"));
        return CognitoClientSource.of(app, identity.words("scopes"), connection(identity, app), surroundings.clock());
    }

    private static UserCredentials credentials(IdentitySettings identity, Surroundings surroundings) {
        UserCredentials user = UserCredentials.of(identity.text("username"), identity.secret("password"));
        Secret totpSecret = identity.optionalSecret("totp-secret");
        if (totpSecret != null) {
            user = user.withOneTimeCodes(OneTimeCodes.of(TotpSecret.of(totpSecret), surroundings.waiting()));
        }
        Secret newPassword = identity.optionalSecret("new-password");
        if (newPassword != null) {
            user = user.withNewPassword(newPassword, identity.group("attribute"));
        }
        Device device = device(identity);
        return device == null ? user : user.withDevice(device);
    }

    private static @Nullable Device device(IdentitySettings identity) {
        String key = identity.optionalText("device-key");
        if (key == null) {
            return null;
        }
        String groupKey = identity.optionalText("device-group-key");
        return groupKey == null ? Device.of(key) : Device.of(key, groupKey, identity.secret("device-password"));
    }

    private static CognitoConnection connection(IdentitySettings identity, AppClient app) {
        String region = identity.optionalText("region");
        String endpoint = identity.optionalText("endpoint");
        String proxy = identity.optionalText("proxy");
        CognitoConnection connection = CognitoConnection.of(
                region == null ? app.region() : region,
                endpoint == null ? null : URI.create(endpoint),
                identity.timeout());
        if (identity.flag("use-fips-endpoint")) {
            connection = connection.withFips();
        }
        return proxy == null ? connection : connection.withProxy(URI.create(proxy));
    }
}
