/** Bodies of every kind, through every client: signed as they are sent, bounded in memory, and never lost. */
package io.countersign.it.bodies;
