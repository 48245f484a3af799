package io.countersign.examples;

import io.countersign.Tokens;
import io.countersign.cognito.AppClient;
import io.countersign.cognito.CognitoConnection;
import io.countersign.cognito.UserCredentials;
import io.countersign.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** pycognito's {@code Cognito} and {@code RequestsSrpAuth}: a user logs in by SRP and calls an API, for as long as it likes. */
final class CognitoUserExample {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Tokens tokens;

    /** @param cognito instead of the region's own endpoint; see {@link Tokens#ofUser(AppClient, UserCredentials)} */
    CognitoUserExample(String userPoolId, String clientId, String username, Secret password, URI cognito) {
        AppClient app = AppClient.of(userPoolId, clientId, null);
        tokens = Tokens.ofUser(
                app,
                UserCredentials.of(username, password),
                CognitoConnection.of(app.region(), cognito, Duration.ofSeconds(20)));
    }

    /** The status that an API answers with; a refused token is replaced once. */
    int call(URI api) throws IOException, InterruptedException {
        Secret token = tokens.access();
        int status = send(api, token);
        return status == 401 && tokens.renew(token) ? send(api, tokens.access()) : status;
    }

    private int send(URI api, Secret token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(api)
                .header("Authorization", "Bearer " + token.reveal())
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }
}
