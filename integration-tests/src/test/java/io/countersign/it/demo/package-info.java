/** Tests of the demo. */
package io.countersign.it.demo;
