package io.countersign.benchmarks.startup;

/** One way to come to the first request of an application. */
enum LogInScenario {
    NO_AGENT("no agent", Identity.NONE, 0),
    API_KEY("api-key rule", Identity.API_KEY, 0),
    AT_ONCE("cognito-user rule, request at once", Identity.COGNITO_USER, 0),
    AFTER_ONE_SECOND("cognito-user rule, request after 1 s of other work", Identity.COGNITO_USER, 1000),
    AFTER_TWO_SECONDS("cognito-user rule, request after 2 s of other work", Identity.COGNITO_USER, 2000);

    /** Whose credentials the request needs. */
    enum Identity {
        NONE,
        API_KEY,
        COGNITO_USER
    }

    private final String title;
    private final Identity identity;
    private final int workMillis;

    LogInScenario(String title, Identity identity, int workMillis) {
        this.title = title;
        this.identity = identity;
        this.workMillis = workMillis;
    }

    String title() {
        return title;
    }

    Identity identity() {
        return identity;
    }

    /** What the application does before the request; the log-in has so long in the background. */
    int workMillis() {
        return workMillis;
    }
}
