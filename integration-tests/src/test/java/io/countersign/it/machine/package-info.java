/** Identities of machines, AWS credentials and identity pools through the shipped agent. */
package io.countersign.it.machine;
