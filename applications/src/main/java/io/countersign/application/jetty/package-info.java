/** Jetty's HttpClient. */
package io.countersign.application.jetty;
