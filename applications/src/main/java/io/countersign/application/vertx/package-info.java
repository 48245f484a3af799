/** Vert.x. */
package io.countersign.application.vertx;
