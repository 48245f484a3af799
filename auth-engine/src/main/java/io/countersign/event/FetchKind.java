package io.countersign.event;

/** How an identity came by its tokens or credentials. */
public enum FetchKind {
    /** By showing what it knows or has: a password, a client secret, a role's trust; also by reading a file. */
    LOG_IN("log-in"),
    /** With the refresh token of an earlier log-in. */
    REFRESH("refresh"),
    /** Another JVM got them and shares them in the token store. */
    SHARED("shared");

    private final String word;

    FetchKind(String word) {
        this.word = word;
    }

    /** As logs and figures call it. */
    public String word() {
        return word;
    }
}
