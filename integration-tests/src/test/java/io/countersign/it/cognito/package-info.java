/** Users of Cognito user pools, as an application with the shipped agent lives with them: one class for each promise. */
package io.countersign.it.cognito;
