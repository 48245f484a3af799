/** Tokens: where they come from, how they are kept fresh, and the header that carries them. */
package io.countersign.token;
