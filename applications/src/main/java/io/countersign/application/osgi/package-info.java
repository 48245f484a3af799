/** An OSGi framework with one bundle, which holds an application and its client library. */
package io.countersign.application.osgi;
