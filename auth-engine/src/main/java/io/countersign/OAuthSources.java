package io.countersign;

import io.countersign.http.HttpConnection;
import io.countersign.oauth.ClientCredentialsSource;
import io.countersign.oauth.OAuthClient;
import io.countersign.oauth.TokenEndpoint;
import io.countersign.rules.IdentitySettings;
import io.countersign.token.TokenSource;
import java.net.URI;

/** Turns the words of an identity of type {@code client-credentials} into a source of tokens. */
final class OAuthSources {

    private OAuthSources() {}

    static TokenSource of(IdentitySettings identity, Surroundings surroundings) {
        OAuthClient client = OAuthClient.of(identity.text("client-id"), identity.secret("client-secret"))
                .withScopes(identity.words("scopes"))
                .withAudience(identity.optionalText("audience"));
        String proxy = identity.optionalText("proxy");
        HttpConnection http = HttpConnection.of(identity.timeout(), surroundings.clock())
                .withProxy(proxy == null ? null : URI.create(proxy));
        return ClientCredentialsSource.of(
                "post".equals(identity.optionalText("client-auth")) ? client.withSecretInForm() : client,
                endpoint(identity),
                http,
                surroundings.clock());
    }

    private static TokenEndpoint endpoint(IdentitySettings identity) {
        String address = identity.optionalText("token-url");
        return address == null
                ? TokenEndpoint.ofIssuer(URI.create(identity.text("issuer")))
                : TokenEndpoint.at(URI.create(address));
    }
}
