/** Web sockets of AppSync: handshakes and messages of unmodified clients, before a gate that checks each. */
package io.countersign.it.realtime;
