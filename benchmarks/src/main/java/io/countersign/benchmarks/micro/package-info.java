/** What is done for each request, measured by JMH. */
package io.countersign.benchmarks.micro;
