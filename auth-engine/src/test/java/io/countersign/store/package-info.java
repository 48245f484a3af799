/** Tests of tokens that JVMs share, and of the places where they share them. */
package io.countersign.store;
