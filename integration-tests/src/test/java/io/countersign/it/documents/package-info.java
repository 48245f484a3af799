/** What the documents say that a machine can look up: links, names of tests, commands, pictures. */
package io.countersign.it.documents;
