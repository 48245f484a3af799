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
import io.countersign.token.ApiKeySigner;
import io.countersign.token.HeaderSigner;
import io.countersign.token.TokenStatus;
import io.countersign.token.TokenUse;

/** Turns the rules file's words into signers; rules that name the same identity share its tokens, its keys and what it learned. */
final class Signers {

    private final Identities identities;

    private Signers(Identities identities) {
        this.identities = identities;
    }

    static Signers of(RuleSet rules, Surroundings surroundings) {
        return new Signers(Identities.of(rules.identities(), rules.global(), surroundings));
    }

    /** Those of the next version of the rules, with the identities that it leaves as they are. */
    Signers succeededBy(RuleSet next) {
        return new Signers(identities.succeededBy(next));
    }

    RequestSigner of(Rule rule) {
        Identity identity = identities.named(rule.identity());
        IdentitySettings settings = identity.settings();
        if (settings.type() == IdentityType.API_KEY) {
            return settings.isReferenced()
                    ? HeaderSigner.of(rule.header(), "", identity.tokens(), TokenUse.ACCESS)
                    : ApiKeySigner.of(settings.name(), rule.header(), settings.secret("api-key"));
        }
        if (settings.type().signs()) {
            return sigV4(rule, identity, payload(rule));
        }
        return HeaderSigner.of(rule.header(), rule.prefix(), identity.tokens(), use(rule));
    }

    /** Whether the rule's credentials are there without waiting. */
    boolean haveAtHand(Rule rule) {
        return identities.named(rule.identity()).hasAtHand(use(rule));
    }

    private static TokenUse use(Rule rule) {
        return rule.sendsIdToken() ? TokenUse.ID : TokenUse.ACCESS;
    }

    TokenStatus status(String identity) {
        return identities.status(identity);
    }

    void warmUp() {
        identities.warmUp();
    }

    /** For the web sockets of the rule's API, whose messages are always signed as a whole. */
    RealtimeSigner realtime(Rule rule) {
        Identity identity = identities.named(rule.identity());
        return identity.settings().type().signs()
                ? RealtimeSigner.signing(sigV4(rule, identity, Payload.signed(Long.MAX_VALUE)))
                : RealtimeSigner.carrying(of(rule));
    }

    private static SigV4Signer sigV4(Rule rule, Identity identity, Payload payload) {
        AwsEndpoints endpoints = rule.auth() == AuthScheme.APPSYNC
                ? IamAuthentication.endpoints(rule.region())
                : AwsEndpoints.of(rule.service(), rule.region());
        return SigV4Signer.of(identity.credentials(), endpoints, identity.clock(), payload);
    }

    private static Payload payload(Rule rule) {
        return rule.leavesPayloadUnsigned() ? Payload.unsigned() : Payload.signed(rule.maxBufferedBody());
    }
}
