package io.countersign.token;

/** Who grants the tokens of a {@link SimulatedMonth}, and what can be wrong with it. */
public interface FaultyIssuer {

    /** How it answers from now on. */
    void suffer(Trouble trouble);

    /** No refresh token granted so far is good any more. */
    void revokeRefreshTokens();

    /** Whether an API would take the token now. */
    boolean accepts(Token token);

    /** Log-ins granted so far. */
    int logIns();

    /** Refreshes granted so far. */
    int refreshes();

    /** How often it was asked for tokens, whatever it answered. */
    int attempts();

    /** What an issuer can suffer from. */
    enum Trouble {
        NONE,
        /** It cannot be reached. */
        OUTAGE,
        /** It answers that there are too many requests. */
        THROTTLING,
        /** The user is disabled: refreshes and log-ins are refused as a wrong password is. */
        USER_DISABLED
    }
}
