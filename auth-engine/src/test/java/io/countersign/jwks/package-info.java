/** Tests of what a token must be, of the keys behind it, and of forgeries. */
package io.countersign.jwks;
