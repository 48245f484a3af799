/** The client that the JDK has since Java 11. */
package io.countersign.application.jdk;
