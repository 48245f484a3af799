/** Values that must not be seen, and the references through which they are reached. */
package io.countersign.secret;
