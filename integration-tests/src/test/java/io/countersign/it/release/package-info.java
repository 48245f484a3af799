/** What is released: what lies in the agent's jar, and where. */
package io.countersign.it.release;
