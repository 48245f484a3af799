/** The applications that nobody can change: they send plain requests and know nothing of credentials, or of us. */
package io.countersign.application;
