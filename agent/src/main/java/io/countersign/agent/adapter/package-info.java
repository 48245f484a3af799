/** One class per client library: its request object as a hop, and its way of sending once more. */
package io.countersign.agent.adapter;
