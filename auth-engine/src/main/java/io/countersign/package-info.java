/**
 * The front door: {@link io.countersign.Tokens} for a program that sends its requests itself, {@link
 * io.countersign.AuthEngine} for one that has a rules file; the one place that wires rules, identities and signers together.
 */
package io.countersign;
