package com.example.orders;

import java.io.IOException;

/**
 * Calls the services of a shop with four HTTP client libraries, as grown applications do. For each request it prints one
 * line: library, method, URL and the status that came back, separated by tabs.
 */
public final class OrdersApp {

    private OrdersApp() {}

    /** The base addresses of orders, catalogue, reports and exchange rates, then the address of an invoice. */
    public static void main(String[] arguments) {
        String orders = arguments[0];
        String catalog = arguments[1];
        String reports = arguments[2];
        String rates = arguments[3];
        String invoice = arguments[4];

        Library jdk = new JdkLibrary();
        Library urlConnection = new UrlConnectionLibrary();
        Library apache = new ApacheLibrary();
        Library okHttp = new OkHttpLibrary();

        get(jdk, orders + "/v1/orders");
        post(urlConnection, orders + "/v1/orders", "{\"article\":\"A-17\",\"pieces\":3}");
        get(urlConnection, catalog + "/v1/articles/A-17");
        post(apache, catalog + "/graphql", "{\"query\":\"{ article(id: 17) { name } }\"}");
        get(apache, reports + "/v1/reports?year=2026");
        post(okHttp, reports + "/v1/reports", "{\"title\":\"Umsätze\"}");
        get(okHttp, invoice);
        get(jdk, rates + "/rates");
    }

    private static void get(Library library, String url) {
        print(library, "GET", url, () -> library.get(url));
    }

    private static void post(Library library, String url, String json) {
        print(library, "POST", url, () -> library.post(url, json));
    }

    private static void print(Library library, String method, String url, Call call) {
        System.out.println(String.join("\t", library.name(), method, url, status(call)));
    }

    private static String status(Call call) {
        try {
            return Integer.toString(call.send());
        } catch (IOException e) {
            System.err.println(e);
            return "none";
        }
    }

    /** One request, sent when it is wanted. */
    private interface Call {
        int send() throws IOException;
    }
}
