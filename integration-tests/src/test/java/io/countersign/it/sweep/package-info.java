/** One request through every released version of the client libraries; by hand, since it takes its time. */
package io.countersign.it.sweep;
