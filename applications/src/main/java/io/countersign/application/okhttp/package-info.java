/** OkHttp 3 and later. */
package io.countersign.application.okhttp;
