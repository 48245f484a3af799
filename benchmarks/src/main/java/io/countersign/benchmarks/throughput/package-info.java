/** What the agent costs an application that sends one request, or one text of a web socket, after the other. */
package io.countersign.benchmarks.throughput;
