package io.countersign.counterpart;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of the five ways in which AppSync lets somebody in, and what it takes ("Configuring authorization and
 * authentication to secure your GraphQL APIs", AWS AppSync Developer Guide).
 */
public final class AppSyncMode {

    private final String name;
    private final @Nullable TokenIssuer issuer;
    private final Requirement requirement;

    private AppSyncMode(String name, @Nullable TokenIssuer issuer, Requirement requirement) {
        this.name = name;
        this.issuer = issuer;
        this.requirement = requirement;
    }

    /** A key in {@code x-api-key}. */
    public static AppSyncMode apiKey(String key) {
        return new AppSyncMode("API_KEY", null, Requirement.apiKey(key));
    }

    /** An access or ID token of this pool for this app client that has not expired, without {@code Bearer}. */
    public static AppSyncMode cognitoUserPools(TokenIssuer pool, String clientId) {
        Requirement access = Requirement.bareToken(pool, "access", clientId);
        Requirement id = Requirement.bareToken(pool, "id", clientId);
        return new AppSyncMode(
                "AMAZON_COGNITO_USER_POOLS",
                pool,
                request -> refusal(pool, request)
                        .or(() -> access.refusal(request).isEmpty() ? Optional.empty() : id.refusal(request)));
    }

    /** Any token of this issuer that has not expired, without {@code Bearer}. */
    public static AppSyncMode openIdConnect(TokenIssuer issuer) {
        return new AppSyncMode("OPENID_CONNECT", issuer, request -> refusal(issuer, request));
    }

    /** This token and nothing else, no prefix either. */
    public static AppSyncMode lambda(String token) {
        return new AppSyncMode("AWS_LAMBDA", null, Requirement.header("Authorization", token));
    }

    /** A Signature Version 4 of this key for {@code appsync}, at most five minutes old by this clock. */
    public static AppSyncMode iam(SigV4Verifier.Account account, String region, Clock clock) {
        return new AppSyncMode(
                "AWS_IAM", null, Requirement.signature(SigV4Verifier.of(account, "appsync", region, clock)));
    }

    /** Why a request is not let in so, empty if it is. */
    Optional<String> refusal(ReceivedRequest request) {
        return requirement.refusal(request).map(reason -> name + ": " + reason);
    }

    /** Whose tokens it takes; empty if it takes something else. */
    public Optional<TokenIssuer> issuer() {
        return Optional.ofNullable(issuer);
    }

    private static Optional<String> refusal(TokenIssuer issuer, ReceivedRequest request) {
        List<String> values = request.values("Authorization");
        return values.size() == 1
                ? issuer.refusal(values.get(0)).map(reason -> "the token is " + reason)
                : Optional.of(values.size() + " Authorization headers, not one");
    }

    /** As AppSync spells it. */
    @Override
    public String toString() {
        return name;
    }
}
