/** Tokens that several JVMs share: through files of one machine, or through Redis. */
package io.countersign.store;
