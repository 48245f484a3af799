/** Other JVMs of this machine: which there are, bringing the agent into one, asking the one that is there. */
package io.countersign.agent.cli.jvm;
