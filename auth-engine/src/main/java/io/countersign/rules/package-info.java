/** The rules file as data: which host gets which identity's credentials, in which form. */
package io.countersign.rules;
