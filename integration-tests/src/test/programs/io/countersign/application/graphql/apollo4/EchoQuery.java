package io.countersign.application.graphql.apollo4;

import com.apollographql.apollo.api.Adapter;
import com.apollographql.apollo.api.CompiledField;
import com.apollographql.apollo.api.CustomScalarAdapters;
import com.apollographql.apollo.api.ObjectType;
import com.apollographql.apollo.api.Query;
import com.apollographql.apollo.api.json.JsonReader;
import com.apollographql.apollo.api.json.JsonWriter;
import java.io.IOException;

/** A query as Apollo's code generator would write it, in short. */
final class EchoQuery implements Query<EchoQuery.Echo> {

    private final String text;

    EchoQuery(String text) {
        this.text = text;
    }

    /** What it answers. */
    static final class Echo implements Query.Data {

        final String text;

        Echo(String text) {
            this.text = text;
        }
    }

    @Override
    public String id() {
        return "echo";
    }

    @Override
    public String name() {
        return "Echo";
    }

    @Override
    public String document() {
        return "query Echo($text: String) { text(text: $text) }";
    }

    @Override
    public void serializeVariables(JsonWriter writer, CustomScalarAdapters scalars, boolean withDefaults)
            throws IOException {
        writer.name("text");
        writer.value(text);
    }

    @Override
    public CompiledField rootField() {
        return new CompiledField.Builder("data", new ObjectType.Builder("Query").build()).build();
    }

    @Override
    public Adapter<Echo> adapter() {
        return new Adapter<Echo>() {
            @Override
            public Echo fromJson(JsonReader reader, CustomScalarAdapters scalars) throws IOException {
                reader.beginObject();
                reader.nextName();
                Echo echo = new Echo(reader.nextString());
                reader.endObject();
                return echo;
            }

            @Override
            public void toJson(JsonWriter writer, CustomScalarAdapters scalars, Echo echo) throws IOException {
                writer.name("text");
                writer.value(echo.text);
            }
        };
    }
}
