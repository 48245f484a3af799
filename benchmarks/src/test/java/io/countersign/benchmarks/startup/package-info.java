/** Tests of the statistics and of what the forked JVMs are given. */
package io.countersign.benchmarks.startup;
