package io.countersign.it.wire;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.ServerCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** APIs in HTTP/3: one wants signatures, one tokens of a user pool, one nothing. */
final class Http3Servers implements AutoCloseable {

    final ApiServer signed;
    final ApiServer token;
    final ApiServer foreign;
    private final OneUser user = new OneUser();

    Http3Servers(ServerCertificate certificate) {
        signed = ApiServer.http3(SignedApis.signature(), certificate);
        token = ApiServer.http3(user.token(), certificate);
        foreign = ApiServer.http3(Requirement.none(), certificate);
    }

    Path writeRules(Path folder) throws IOException {
        return user.rule(SignedApis.rules(signed), token).write(folder);
    }

    Stream<ApiServer> apis() {
        return Stream.of(signed, token, foreign);
    }

    @Override
    public void close() {
        apis().forEach(ApiServer::close);
        user.close();
    }
}
