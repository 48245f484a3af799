/** The front door: the one place that wires rules, identities and signers together. */
package io.countersign;
