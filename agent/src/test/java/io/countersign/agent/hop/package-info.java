/** Tests: What becomes of a hop. */
package io.countersign.agent.hop;
