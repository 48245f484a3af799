/** What is on the wire in every situation of it: TLS, HTTP/2, HTTP/3, proxies, connections reused, cut or crowded. */
package io.countersign.it.wire;
