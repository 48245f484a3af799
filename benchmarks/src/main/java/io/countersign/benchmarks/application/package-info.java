/** The smallest programs that show what an agent costs; compiled for Java 8 and started in JVMs of their own. */
package io.countersign.benchmarks.application;
