package io.countersign.it.harness;

/** What the agent cannot do with a client, and why. The contract then asserts what happens instead. */
public enum Limit {
    /** A streamed body is gone once it is sent: a 401 or a 307 there reaches the application. */
    SENDS_A_BODY_ONCE("a streamed body is not sent again"),
    /** The library itself cannot follow a 307 that answers a POST. */
    REDIRECTS_NO_BODY("the library follows no redirect that keeps a POST"),
    /** The client neither redirects nor answers a challenge: each answer reaches the application. */
    NEVER_SENDS_AGAIN("the client sends each request once, whatever the answer"),
    /** A minimal client hands every redirect to the application, which follows it with a request of its own or not. */
    FOLLOWS_NO_REDIRECT("the library follows no redirect"),
    /** The thread that writes the body gets to it when the head is on its way: nothing is there to be signed. */
    BODY_AFTER_HEAD("bodies come after their heads: under SigV4 such requests may be refused"),
    /** What the library cannot send twice it does not redirect; what was held to be signed can be sent twice. */
    SIGNED_BODY_IS_REDIRECTED("under SigV4 the library also follows redirects that it would leave to the application");

    private final String words;

    Limit(String words) {
        this.words = words;
    }

    /** For the table of what is supported. */
    @Override
    public String toString() {
        return words;
    }
}
