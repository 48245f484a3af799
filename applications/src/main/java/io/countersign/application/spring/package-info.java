/** Spring's WebClient. */
package io.countersign.application.spring;
