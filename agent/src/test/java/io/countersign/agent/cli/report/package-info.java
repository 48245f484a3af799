/** A report as text and as JSON. */
package io.countersign.agent.cli.report;
