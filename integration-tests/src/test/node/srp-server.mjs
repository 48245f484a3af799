// The server's half of a Cognito log-in, done by the package cognito-srp. One JSON log-in per line in, one answer out.
// The package writes numbers at a fixed width where Cognito drops leading zero bytes, so such draws are thrown away.
import { createInterface } from "node:readline";
import { UserPool } from "cognito-srp";

async function exchange({ pool, userId, password, A }) {
  const users = new UserPool(pool);
  for (;;) {
    const user = await users.createUser({ username: userId, password });
    const challenge = await users.getServerChallenge(user);
    const B = challenge.calculateB();
    const session = challenge.getSession(A);
    if (B[0] !== 0 && session.key[0] !== 0 && session.scramblingParameter.length === 32) {
      return { salt: user.salt, B: B.toString("hex"), key: session.getHkdf() };
    }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await exchange(JSON.parse(line))));
}
