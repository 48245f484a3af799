package io.countersign.it.wire;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.ServerCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** APIs in each version of HTTP that there is, most of which want signatures; one wants tokens of a user pool. */
final class TlsServers implements AutoCloseable {

    final ApiServer http1;
    final ApiServer http2;
    final ApiServer h2c = ApiServer.http2(SignedApis.signature());
    final ApiServer foreign;
    final ApiServer token;
    private final OneUser user = new OneUser();

    TlsServers(ServerCertificate certificate) {
        http1 = ApiServer.secure(SignedApis.signature(), certificate);
        http2 = ApiServer.http2(SignedApis.signature(), certificate);
        foreign = ApiServer.http2(Requirement.none(), certificate);
        token = ApiServer.http2(user.token(), certificate);
    }

    Path writeRules(Path folder) throws IOException {
        return user.rule(SignedApis.rules(http1, http2, h2c), token).write(folder);
    }

    Stream<ApiServer> apis() {
        return Stream.of(http1, http2, h2c, foreign, token);
    }

    @Override
    public void close() {
        apis().forEach(ApiServer::close);
        user.close();
    }
}
