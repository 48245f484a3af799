/** What operators are shown. */
package io.countersign.agent.ops;
