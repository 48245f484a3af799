/** What operators see of the agent, compared with what its counterparts saw. */
package io.countersign.it.ops;
