/** Clients that vendors carry in their own jars, under package names of their own. */
package io.countersign.it.relocated;
