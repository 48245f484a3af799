/** Tests of the log-in to a user pool, against published values and against a user pool that computes the other side. */
package io.countersign.cognito;
