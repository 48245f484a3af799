/** The other side of the wire: servers that check for themselves what they receive, with no code of the engine. */
package io.countersign.counterpart;
