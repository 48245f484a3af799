/** AsyncHttpClient, versions 2 and 3. */
package io.countersign.application.ahc;
