/** What the agent tells the people who operate it. */
package io.countersign.agent.ops;
