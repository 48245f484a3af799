/** Logging a user in to an Amazon Cognito user pool, and renewing what the log-in gave. */
package io.countersign.cognito;
