/** Tests: Pieces of the adapters that need no client library. */
package io.countersign.agent.adapter;
