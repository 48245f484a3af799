// A user pool by the package cognito-local, on a free port of 127.0.0.1. {"op":"start"} with a folder that holds its files
// (.cognito/db) gives the port, {"op":"verify"} what its own token library makes of a token, {"op":"calls"} what it was called.
import { createPublicKey } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(import.meta.url);
const local = createRequire(require.resolve("cognito-local"));
const calls = [];

async function start({ folder }) {
  process.chdir(folder);
  process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = "1";
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  Object.assign(process.env, { HOST: "127.0.0.1", PORT: String(port) }); // what its tokens name as their issuer
  const { createDefaultServer } = require("cognito-local");
  const { application } = await createDefaultServer(local("pino")({ level: "silent" }));
  server.on("request", (request) => calls.push(request.headers["x-amz-target"]?.split(".")[1] ?? request.url));
  server.on("request", application);
  return { port };
}

function verify({ token, issuer }) {
  const key = local("./keys/cognitoLocal.public.json").jwk;
  try {
    const options = { algorithms: ["RS256"], issuer };
    return { claims: local("jsonwebtoken").verify(token, createPublicKey({ key, format: "jwk" }), options) };
  } catch (refusal) {
    return { refusal: refusal.message };
  }
}

const operations = { start, verify, calls: () => ({ calls: calls.splice(0) }) };
for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  console.log(JSON.stringify(await operations[message.op](message)));
}
