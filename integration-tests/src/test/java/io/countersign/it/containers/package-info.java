/** Applications where they run: in modules, fat jars, servlet containers, bundles, sandboxes and archives of the JVM. */
package io.countersign.it.containers;
