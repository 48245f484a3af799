/** What the agent costs an application that sends one request after the other. */
package io.countersign.benchmarks.throughput;
