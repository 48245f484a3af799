package io.countersign.examples;

import io.countersign.Tokens;
import io.countersign.oauth.OAuthClient;
import io.countersign.oauth.TokenEndpoint;
import io.countersign.secret.Secret;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;

/** A machine in its own name, at any OAuth 2 server that publishes a discovery document. */
final class ClientCredentialsExample {

    private final Tokens tokens;

    ClientCredentialsExample(URI issuer, String clientId, Secret clientSecret) {
        OAuthClient client = OAuthClient.of(clientId, clientSecret).withScopes(List.of("orders/read"));
        tokens = Tokens.ofClient(client, TokenEndpoint.ofIssuer(issuer));
    }

    int call(URI api) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) api.toURL().openConnection();
        connection.setRequestProperty("Authorization", tokens.bearer());
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
