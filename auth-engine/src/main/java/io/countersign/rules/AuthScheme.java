package io.countersign.rules;

/** The form in which a request carries credentials. */
public enum AuthScheme {
    /** A token or key in one header. */
    HEADER,
    /** An AWS Signature Version 4. */
    SIGV4,
    /** What AWS AppSync expects of this type of identity. */
    APPSYNC
}
