/** Versions of libraries that are not as the agent knows them. */
package io.countersign.it.moved;
