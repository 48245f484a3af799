/** Reactor Netty. */
package io.countersign.application.reactornetty;
