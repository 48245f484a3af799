/** What passes between a woven method, the adapter of its library and the engine: one hop and what became of it. */
package io.countersign.agent.hop;
