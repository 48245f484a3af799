/** Starts real JVMs, with the agent and without, and keeps what they print. */
package io.countersign.it.harness;
