/** Whole processes, from their start to their exit, with and without an agent. */
package io.countersign.benchmarks.startup;
