package io.countersign.token;

/** What a token is for; Amazon Cognito says it in the claim {@code token_use}. */
public enum TokenUse {
    /** Lets its bearer call an API. */
    ACCESS,
    /** Says who the user is; some APIs take it as a pass all the same. */
    ID
}
