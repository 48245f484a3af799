/** Tests of the rules file: its syntax, its errors, and which rule a request gets. */
package io.countersign.rules;
