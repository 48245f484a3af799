/** What stays in memory after a long time of use. */
package io.countersign.benchmarks.heap;
