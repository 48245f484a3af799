package io.countersign.it.relocated;

import io.countersign.it.contract.HttpClientContract;
import io.countersign.it.harness.Combination;
import java.util.List;

/** The whole contract for copies of clients that vendors moved: they are authenticated like the originals. */
final class RelocatedClientsIT extends HttpClientContract {

    static List<Combination> combinations() {
        return Combination.of(Copies.all());
    }
}
