/** Tests of the counterparts themselves: that they refuse what is wrong. */
package io.countersign.counterpart;
