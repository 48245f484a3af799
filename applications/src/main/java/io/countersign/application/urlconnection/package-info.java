/** The client of the JDK that is older than all others. */
package io.countersign.application.urlconnection;
