package io.countersign.jwks;

/** Why a token is not what it should be, and the remedy. Holds nothing of the token: it may be a forger's text. */
final class Rejection extends Exception {

    private static final long serialVersionUID = 1L;

    private static final String CHECK_ENDPOINT = "make sure that the endpoint is Amazon Cognito's";

    private Rejection(String message) {
        super(message);
    }

    /** For what a wrong setting explains. */
    static Rejection of(String reason, String remedy) {
        return new Rejection(reason + "; " + remedy);
    }

    /** For what Amazon Cognito never does. */
    static Rejection notOfCognito(String reason) {
        return of(reason, CHECK_ENDPOINT);
    }
}
