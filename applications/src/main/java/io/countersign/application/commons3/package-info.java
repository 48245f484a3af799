/** Commons HttpClient 3. */
package io.countersign.application.commons3;
