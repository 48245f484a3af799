package io.countersign.appsync;

import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class EventBodyTest {

    @Test
    void subscribesToAChannel() {
        assertThat(EventBody.subscribe("/default/*")).isEqualTo("{\"channel\":\"/default/*\"}");
    }

    @Test
    void publishesEvents() {
        assertThat(EventBody.publish("/a", List.of("{\"b\":1}", "2")))
                .isEqualTo("{\"channel\":\"/a\",\"events\":[\"{\\\"b\\\":1}\",\"2\"]}");
    }

    /** Node 20: {@code JSON.stringify('\b\t\n\f\r"\\/\u0001\u001f\u007f\u2028é🔑\ud83d')}. */
    @Test
    void writesAsJavaScriptDoes() {
        assertThat(EventBody.subscribe("\b\t\n\f\r\"\\/\u0001\u001f\u007f\u2028é🔑\ud83d"))
                .isEqualTo("{\"channel\":\"\\b\\t\\n\\f\\r\\\"\\\\/\\u0001\\u001f\u007f\u2028é🔑\\ud83d\"}");
    }
}
