package io.countersign.examples;

import io.countersign.Tokens;
import io.countersign.appsync.AppSyncAuthentication;
import io.countersign.appsync.AppSyncHost;
import io.countersign.appsync.HeaderAuthentication;
import io.countersign.appsync.IamAuthentication;
import io.countersign.aws.AwsCredentialsSource;
import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;

/** gql's {@code AppSyncApiKeyAuthentication}, {@code AppSyncJWTAuthentication} and {@code AppSyncIAMAuthentication}. */
final class AppSyncExample {

    private final AppSyncHost host;
    private final AppSyncAuthentication authentication;

    private AppSyncExample(AppSyncHost host, AppSyncAuthentication authentication) {
        this.host = host;
        this.authentication = authentication;
    }

    static AppSyncExample withApiKey(String host, Secret key) {
        AppSyncHost api = AppSyncHost.of(host);
        return new AppSyncExample(api, HeaderAuthentication.apiKey(api, key));
    }

    static AppSyncExample withTokens(String host, Tokens tokens) {
        AppSyncHost api = AppSyncHost.of(host);
        return new AppSyncExample(api, HeaderAuthentication.token(api, tokens::access));
    }

    static AppSyncExample withCredentials(String host, AwsCredentialsSource credentials)
            throws AuthenticationException {
        AppSyncHost api = AppSyncHost.of(host);
        return new AppSyncExample(api, IamAuthentication.of(api, null, credentials, Clock.systemUTC()));
    }

    /** What {@code get_auth_url} gives in gql: where the web socket is opened. */
    String realtimeUrl() throws AuthenticationException {
        return authentication.authUrl("https://" + host + "/graphql");
    }

    /** The status that a query is answered with; the client sets the header host itself. */
    int query(URI api, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(api)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        authentication.httpHeaders(body).forEach((name, value) -> {
            if (!name.equalsIgnoreCase("host") && !name.equalsIgnoreCase("content-type")) {
                request.setHeader(name, value);
            }
        });
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }
}
