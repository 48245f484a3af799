package io.countersign;

import io.countersign.aws.AwsCredentials;
import io.countersign.request.AuthenticationException;
import io.countersign.rules.GlobalSettings;
import io.countersign.rules.RuleSet;
import io.countersign.token.Token;
import io.countersign.token.TokenUse;

/** The credentials of the identities of a rules file, one by one: for tools that look into what a rule would send. */
public final class IdentityCredentials {

    private final Identities identities;

    private IdentityCredentials(Identities identities) {
        this.identities = identities;
    }

    /** Sends nothing before an identity is asked for, and never looks into a shared token store. */
    public static IdentityCredentials of(RuleSet rules, Surroundings surroundings) {
        return new IdentityCredentials(
                Identities.of(rules.identities(), GlobalSettings.withoutTokenStore(rules.global()), surroundings));
    }

    /**
     * The token of an identity that does not sign, waiting for its log-in.
     *
     * @throws AuthenticationException if there is none to be had
     */
    public Token token(String identity, TokenUse use) throws AuthenticationException {
        return identities.named(identity).tokens().current(use);
    }

    /**
     * The AWS credentials of an identity that signs, waiting for them.
     *
     * @throws AuthenticationException if there are none to be had
     */
    public AwsCredentials aws(String identity) throws AuthenticationException {
        return identities.named(identity).credentials().current();
    }
}
