/** What the engine tells of its work to whoever watches: what became of each hop, and of each fetch of tokens. */
package io.countersign.event;
