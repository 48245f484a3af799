/** Tests of the front door and of the house rules. */
package io.countersign;
