/** Whether a token is what its issuer signed. */
package io.countersign.jwks;
