/** The command line: one class per command, each of which says in its first line what is wrong and how to mend it. */
package io.countersign.agent.cli;
