/** Hops and answers of no library. */
package io.countersign.request;
