package io.countersign;

import io.countersign.appsync.IamAuthentication;
import io.countersign.appsync.RealtimeSigner;
import io.countersign.request.RequestSigner;
import io.countersign.rules.AuthScheme;
import io.countersign.rules.IdentitySettings;
import io.countersign.rules.IdentityType;
import io.countersign.rules.Rule;
import io.countersign.rules.RuleSet;
import io.countersign.sigv4.AwsEndpoints;
import io.countersign.sigv4.Payload;
import io.countersign.sigv4.SigV4Signer;
import io.countersign.sigv4.SigningClock;
import io.countersign.token.ApiKeySigner;
import io.countersign.token.HeaderSigner;
import io.countersign.token.TokenStatus;
import io.countersign.token.TokenUse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Turns the rules file's words into signers; rules that name the same identity share its tokens, its keys and what it learned. */
final class Signers {

    private final Identities identities;
    private final Surroundings surroundings;
    private final Map<String, SigningClock> clocks = new ConcurrentHashMap<>();

    Signers(RuleSet rules, Surroundings surroundings) {
        this.identities = new Identities(rules.identities(), rules.global(), surroundings);
        this.surroundings = surroundings;
    }

    RequestSigner of(Rule rule) {
        IdentitySettings identity = identities.named(rule.identity());
        if (identity.type() == IdentityType.API_KEY) {
            return identity.isReferenced()
                    ? HeaderSigner.of(rule.header(), "", identities.tokens(rule.identity()), TokenUse.ACCESS)
                    : ApiKeySigner.of(identity.name(), rule.header(), identity.secret("api-key"));
        }
        if (identity.type().signs()) {
            return sigV4(rule, payload(rule));
        }
        TokenUse use = rule.sendsIdToken() ? TokenUse.ID : TokenUse.ACCESS;
        return HeaderSigner.of(rule.header(), rule.prefix(), identities.tokens(rule.identity()), use);
    }

    TokenStatus status(String identity) {
        return identities.status(identity);
    }

    void warmUp() {
        identities.warmUp();
    }

    /** For the web sockets of the rule's API, whose messages are always signed as a whole. */
    RealtimeSigner realtime(Rule rule) {
        return identities.named(rule.identity()).type().signs()
                ? RealtimeSigner.signing(sigV4(rule, Payload.signed(Long.MAX_VALUE)))
                : RealtimeSigner.carrying(of(rule));
    }

    private SigV4Signer sigV4(Rule rule, Payload payload) {
        AwsEndpoints endpoints = rule.auth() == AuthScheme.APPSYNC
                ? IamAuthentication.endpoints(rule.region())
                : AwsEndpoints.of(rule.service(), rule.region());
        SigningClock clock = clocks.computeIfAbsent(rule.identity(), name -> SigningClock.of(surroundings.clock()));
        return SigV4Signer.of(identities.credentials(rule.identity()), endpoints, clock, payload);
    }

    private static Payload payload(Rule rule) {
        return rule.leavesPayloadUnsigned() ? Payload.unsigned() : Payload.signed(rule.maxBufferedBody());
    }
}
