/** Rewrites the few library methods through which hops pass, and routes their calls to the adapters. */
package io.countersign.agent.weave;
