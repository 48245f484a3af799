/** Other people's agents in the same JVM, before ours and after it. */
package io.countersign.it.agents;
