/** All that a JVM without HTTP ever loads: the start, the name filter and the loader of the rest; JDK classes only. */
package io.countersign.agent;
