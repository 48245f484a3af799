package io.countersign;

import io.countersign.appsync.IamAuthentication;
import io.countersign.aws.AwsCredentials;
import io.countersign.aws.AwsCredentialsSource;
import io.countersign.aws.DefaultChainCredentials;
import io.countersign.aws.StaticCredentials;
import io.countersign.cognito.CognitoUserSource;
import io.countersign.request.RequestSigner;
import io.countersign.rules.AuthScheme;
import io.countersign.rules.IdentitySettings;
import io.countersign.rules.IdentityType;
import io.countersign.rules.Rule;
import io.countersign.rules.RuleSet;
import io.countersign.secret.Secret;
import io.countersign.sigv4.AwsEndpoints;
import io.countersign.sigv4.Payload;
import io.countersign.sigv4.SigV4Signer;
import io.countersign.sigv4.SigningClock;
import io.countersign.token.ApiKeySigner;
import io.countersign.token.CachedTokens;
import io.countersign.token.FileToken;
import io.countersign.token.FixedToken;
import io.countersign.token.HeaderSigner;
import io.countersign.token.RefreshPolicy;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenSource;
import io.countersign.token.TokenUse;
import java.nio.file.Paths;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Turns the rules file's words into signers; rules that name the same identity share its tokens, its keys and what it learned. */
final class Signers {

    private final Map<String, IdentitySettings> identities;
    private final Surroundings surroundings;
    private final LiveIdentities live;
    private final Map<String, CachedTokens> tokens = new ConcurrentHashMap<>();
    private final Map<String, AwsCredentialsSource> credentials = new ConcurrentHashMap<>();
    private final Map<String, SigningClock> clocks = new ConcurrentHashMap<>();

    Signers(RuleSet rules, Surroundings surroundings) {
        this.identities = rules.identities();
        this.surroundings = surroundings;
        this.live = new LiveIdentities(rules.global(), surroundings);
    }

    RequestSigner of(Rule rule) {
        IdentitySettings identity = identities.get(rule.identity());
        if (identity == null) {
            throw new IllegalArgumentException("no identity '" + rule.identity() + "'");
        }
        switch (identity.type()) {
            case API_KEY:
                return identity.isReferenced()
                        ? HeaderSigner.of(rule.header(), "", tokensOf(identity), TokenUse.ACCESS)
                        : ApiKeySigner.of(identity.name(), rule.header(), identity.secret("api-key"));
            case AWS:
                return sigV4(rule, identity);
            default:
                TokenUse use = rule.sendsIdToken() ? TokenUse.ID : TokenUse.ACCESS;
                return HeaderSigner.of(rule.header(), rule.prefix(), tokensOf(identity), use);
        }
    }

    /** Only what really logs in: reading a file early gains nothing. */
    void warmUp() {
        for (IdentitySettings identity : identities.values()) {
            if (identity.type() == IdentityType.COGNITO_USER) {
                tokensOf(identity).warmUp();
            }
        }
    }

    private RequestSigner sigV4(Rule rule, IdentitySettings identity) {
        AwsEndpoints endpoints = rule.auth() == AuthScheme.APPSYNC
                ? IamAuthentication.endpoints(rule.region())
                : AwsEndpoints.of(rule.service(), rule.region());
        AwsCredentialsSource source = credentials.computeIfAbsent(
                identity.name(),
                name -> live.credentials(identity, this::awsCredentials, readings -> cached(identity, readings)));
        SigningClock clock = clocks.computeIfAbsent(identity.name(), name -> SigningClock.of(surroundings.clock()));
        return SigV4Signer.of(source, endpoints, clock, payload(rule));
    }

    private static Payload payload(Rule rule) {
        return rule.leavesPayloadUnsigned() ? Payload.unsigned() : Payload.signed(rule.maxBufferedBody());
    }

    private AwsCredentialsSource awsCredentials(IdentitySettings identity) {
        String accessKeyId = identity.optionalText("access-key-id");
        if (accessKeyId == null) {
            return DefaultChainCredentials.of(identity.name(), surroundings.clock());
        }
        Secret key = identity.secret("secret-access-key");
        return StaticCredentials.of(
                AwsCredentials.of(accessKeyId, key, identity.optionalSecret("session-token"), null));
    }

    private CachedTokens tokensOf(IdentitySettings identity) {
        return tokens.computeIfAbsent(
                identity.name(), name -> cached(identity, live.tokens(identity, this::tokenSource)));
    }

    private CachedTokens cached(IdentitySettings identity, TokenSource source) {
        return CachedTokens.of(
                identity.name(),
                source,
                RefreshPolicy.of(surroundings.random()).withTimeout(identity.timeout()),
                surroundings.steadyClock(),
                surroundings.executor());
    }

    private TokenSource tokenSource(IdentitySettings identity) {
        Secret key = identity.optionalSecret("api-key");
        if (key != null) {
            return previous -> TokenSet.of(Token.lasting(key));
        }
        Secret value = identity.optionalSecret("value");
        if (value != null) {
            return FixedToken.of(value, surroundings.clock());
        }
        String file = identity.optionalText("file");
        if (file != null) {
            return FileToken.of(Paths.get(file), surroundings.clock());
        }
        return cognitoUser(identity);
    }

    private TokenSource cognitoUser(IdentitySettings identity) {
        CognitoUserSource source = CognitoUsers.of(identity, surroundings);
        return identity.flag("verify-tokens") ? source.verified() : source;
    }
}
