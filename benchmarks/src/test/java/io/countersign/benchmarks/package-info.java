/** Tests of the command line of the benchmarks. */
package io.countersign.benchmarks;
