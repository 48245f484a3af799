/** Tests: Weaving and dispatching. */
package io.countersign.agent.weave;
