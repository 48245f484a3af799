/** AsyncHttpClient 1.9. */
package io.countersign.application.ahc1;
