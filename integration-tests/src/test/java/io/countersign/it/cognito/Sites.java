package io.countersign.it.cognito;

import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Several sites that one application talks to, so that one JVM serves many tests. */
final class Sites implements AutoCloseable {

    private final List<Site> all = new ArrayList<>();

    /** Just this site, which this does not have to close. */
    static Sites of(Site only) {
        Sites sites = new Sites();
        sites.add(only);
        return sites;
    }

    /** Takes a site in, and closes it in the end. */
    Site add(Site site) {
        all.add(site);
        return site;
    }

    /** The site with this name. */
    Site named(String name) {
        return all.stream().filter(site -> site.name().equals(name)).findFirst().orElseThrow();
    }

    /** A rules file with all of them. */
    RulesFile rules() {
        RulesFile rules = new RulesFile();
        all.forEach(site -> site.describe(rules));
        return rules;
    }

    /** Starts the application with the agent and those rules. */
    AppUnderTest start(Path folder) throws IOException {
        return app(rules().write(folder)).start();
    }

    static AppUnderTest.Setup app(Path rules) {
        return AppUnderTest.with(Applications.JDK_BLOCKING, Jdk.running()).agent(rules);
    }

    @Override
    public void close() {
        all.forEach(Site::close);
    }
}
