/** How programs use the engine as a library; each example is run by a test. */
package io.countersign.examples;
