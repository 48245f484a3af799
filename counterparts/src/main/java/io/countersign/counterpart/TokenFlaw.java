package io.countersign.counterpart;

/** What can be wrong with tokens that a {@link TokenIssuer} is told to spoil. */
public enum TokenFlaw {
    /** Nothing. */
    NONE,
    /** No JSON Web Token, just text without dots. */
    OPAQUE,
    /** The right key's id, but one bit of the signature is another. */
    WRONG_SIGNATURE,
    /** A key that is in no key set. */
    UNKNOWN_KEY,
    /** {@code alg} is {@code none}, and there is no signature (RFC 8725, section 2.1). */
    UNSIGNED,
    /** HS256 with the public key as its secret (RFC 8725, section 2.1). */
    SIGNED_WITH_PUBLIC_KEY,
    /** {@code iss} of another pool. */
    WRONG_ISSUER,
    /** {@code aud} or {@code client_id} of another app client. */
    WRONG_CLIENT,
    /** {@code token_use} says {@code id} in access tokens and {@code access} in ID tokens. */
    WRONG_USE,
    /** {@code exp} was a second ago. */
    EXPIRED
}
