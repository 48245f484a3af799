/** Tests: The agent's start. */
package io.countersign.agent;
