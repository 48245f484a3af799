/** Ktor. */
package io.countersign.application.ktor;
