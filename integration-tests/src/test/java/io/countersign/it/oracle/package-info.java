/** Other people's implementations, run by Node, that judge ours. */
package io.countersign.it.oracle;
