package io.countersign.counterpart;

/** A call that Cognito refuses, with the error type and message that its clients see. */
final class CognitoException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String type;

    private CognitoException(String type, String message) {
        super(message);
        this.type = type;
    }

    static CognitoException of(String type, String message) {
        return new CognitoException(type, message);
    }

    static CognitoException notAuthorized(String message) {
        return new CognitoException("NotAuthorizedException", message);
    }

    /** What a wrong password gets, and everything else that is wrong with a proof. */
    static CognitoException wrongProof() {
        return notAuthorized("Incorrect username or password.");
    }

    String type() {
        return type;
    }
}
