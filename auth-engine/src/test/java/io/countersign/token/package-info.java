/** Tests of the token cache, of the sources that need no network, and of the header signers. */
package io.countersign.token;
