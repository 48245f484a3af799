// The client's half of a Cognito log-in, done by the package cognito-srp. {"op":"begin"} gives A, {"op":"prove"} the
// signature, or "unfit" where the package's fixed-width numbers differ from Cognito's.
import { createInterface } from "node:readline";
import { UserPool } from "cognito-srp";

const even = (hex) => (hex.length % 2 ? "0" + hex : hex);
let challenge;

async function begin({ pool, userId, password }) {
  do {
    challenge = await new UserPool(pool).getClientChallenge({ username: userId, password });
  } while (challenge.calculateA()[0] === 0);
  return { A: challenge.calculateA().toString("hex") };
}

function prove({ salt, B, secretBlock, timestamp }) {
  const session = challenge.getSession(even(B), salt);
  if (session.key[0] === 0) {
    return { unfit: true };
  }
  return { signature: session.calculateSignature(secretBlock, timestamp) };
}

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  console.log(JSON.stringify(message.op === "begin" ? await begin(message) : prove(message)));
}
