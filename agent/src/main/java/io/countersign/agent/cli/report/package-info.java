/** What a command has to say, and its two forms: text for people, JSON for programs. */
package io.countersign.agent.cli.report;
