/** OkHttp 2. */
package io.countersign.application.okhttp2;
