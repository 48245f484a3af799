/** Which client works in which version on which Java: what ran, written into {@code docs/support.md}. */
package io.countersign.it.support;
