package io.countersign.application.graphql.apollo2;

import com.apollographql.apollo.api.Operation;
import com.apollographql.apollo.api.OperationName;
import com.apollographql.apollo.api.Query;
import com.apollographql.apollo.api.Response;
import com.apollographql.apollo.api.ResponseField;
import com.apollographql.apollo.api.ScalarTypeAdapters;
import com.apollographql.apollo.api.internal.InputFieldMarshaller;
import com.apollographql.apollo.api.internal.OperationRequestBodyComposer;
import com.apollographql.apollo.api.internal.ResponseFieldMapper;
import com.apollographql.apollo.api.internal.ResponseFieldMarshaller;
import com.apollographql.apollo.api.internal.SimpleOperationResponseParser;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;

/** A query as Apollo's code generator would write it. */
final class EchoQuery implements Query<EchoQuery.Echo, EchoQuery.Echo, Operation.Variables> {

    private static final ResponseField TEXT =
            ResponseField.forString("text", "text", null, true, Collections.emptyList());

    private final String text;

    EchoQuery(String text) {
        this.text = text;
    }

    /** What it answers. */
    static final class Echo implements Operation.Data {

        final String text;

        Echo(String text) {
            this.text = text;
        }

        @Override
        public ResponseFieldMarshaller marshaller() {
            return writer -> writer.writeString(TEXT, text);
        }
    }

    @Override
    public String queryDocument() {
        return "query Echo($text: String) { text(text: $text) }";
    }

    @Override
    public Operation.Variables variables() {
        return new Operation.Variables() {
            @Override
            public Map<String, Object> valueMap() {
                return Collections.singletonMap("text", text);
            }

            @Override
            public InputFieldMarshaller marshaller() {
                return writer -> writer.writeString("text", text);
            }
        };
    }

    @Override
    public ResponseFieldMapper<Echo> responseFieldMapper() {
        return reader -> new Echo(reader.readString(TEXT));
    }

    @Override
    public Echo wrapData(Echo data) {
        return data;
    }

    @Override
    public OperationName name() {
        return () -> "Echo";
    }

    @Override
    public String operationId() {
        return "echo";
    }

    @Override
    public Response<Echo> parse(BufferedSource source, ScalarTypeAdapters scalars) throws IOException {
        return SimpleOperationResponseParser.parse(source, this, scalars);
    }

    @Override
    public Response<Echo> parse(ByteString bytes, ScalarTypeAdapters scalars) throws IOException {
        return parse(new Buffer().write(bytes), scalars);
    }

    @Override
    public Response<Echo> parse(BufferedSource source) throws IOException {
        return parse(source, ScalarTypeAdapters.DEFAULT);
    }

    @Override
    public Response<Echo> parse(ByteString bytes) throws IOException {
        return parse(bytes, ScalarTypeAdapters.DEFAULT);
    }

    @Override
    public ByteString composeRequestBody(boolean persisted, boolean withDocument, ScalarTypeAdapters scalars) {
        return OperationRequestBodyComposer.compose(this, persisted, withDocument, scalars);
    }

    @Override
    public ByteString composeRequestBody(ScalarTypeAdapters scalars) {
        return composeRequestBody(false, true, scalars);
    }

    @Override
    public ByteString composeRequestBody() {
        return composeRequestBody(ScalarTypeAdapters.DEFAULT);
    }
}
