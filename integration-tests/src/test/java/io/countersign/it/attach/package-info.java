/** The agent comes to an application that has been running for a while. */
package io.countersign.it.attach;
