/** Signatures and AppSync's modes through the shipped agent, against services that check them as AWS does. */
package io.countersign.it.sigv4;
