/** The command line, driven as a process: text, JSON and exit codes of every command. */
package io.countersign.it.cli;
