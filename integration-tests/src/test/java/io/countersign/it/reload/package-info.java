/** Rules that change while the JVM runs, through the shipped jar. */
package io.countersign.it.reload;
