package io.countersign.aws;

import io.countersign.request.AuthenticationException;
import io.countersign.token.TokenStatus;

/** Where the credentials of an identity come from; asked for every request, so whatever costs time is cached behind it. */
public interface AwsCredentialsSource {

    /**
     * The credentials to sign with now, waited for where none are at hand.
     *
     * @throws AuthenticationException if there are none; the message names the identity and the remedy
     */
    AwsCredentials current() throws AuthenticationException;

    /**
     * Gives up credentials that AWS refused, unless others have taken their place already, and looks for new ones.
     *
     * @return whether {@link #current()} now gives credentials that sign differently
     */
    boolean renew(AwsCredentials rejected);

    /** Whether {@link #current()} is known to return at once; false where only the asking would tell. */
    default boolean isAtHand() {
        return false;
    }

    /** How things stand, for people; asks nobody. */
    default TokenStatus status() {
        return TokenStatus.of(TokenStatus.State.NONE, null);
    }
}
