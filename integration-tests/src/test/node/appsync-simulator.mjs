// AWS's own engine of AppSync for development, on a free port of 127.0.0.1. {"op":"start"} with an API key and the issuers of tokens
// gives the port. Its API: mutation { send(text:) { text } }, which everybody gets who subscribed to sent { text }.
import { once } from "node:events";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(import.meta.url);
const answers = console.log;
console.log = console.error; // what it prints is no answer
// It ends itself when somebody sends it what is not JSON; AppSync does not.
process.on("uncaughtException", (failure) => console.error("AppSync simulator:", failure.message));

const NOTHING = '{"version":"2018-05-29","payload":$util.toJson($context.arguments)}';
const RESULT = "$util.toJson($context.result)";
const ALL = "@aws_api_key @aws_iam @aws_oidc"; // else all is for the default mode only
const field = (typeName, fieldName) => ({
  kind: "UNIT",
  typeName,
  fieldName,
  dataSourceName: "nothing",
  requestMappingTemplate: NOTHING,
  responseMappingTemplate: RESULT,
});

async function start({ apiKey, issuers }) {
  const { AmplifyAppSyncSimulator } = require("@aws-amplify/amplify-appsync-simulator");
  const simulator = new AmplifyAppSyncSimulator();
  simulator.init({
    schema: {
      content: `
        type Note ${ALL} { text: String }
        type Query { whoami: Note }
        type Mutation { send(text: String): Note ${ALL} }
        type Subscription { sent: Note @aws_subscribe(mutations: ["send"]) ${ALL} }`,
    },
    appSync: {
      name: "notes",
      apiKey,
      defaultAuthenticationType: { authenticationType: "API_KEY" },
      additionalAuthenticationProviders: [
        { authenticationType: "AWS_IAM" },
        ...issuers.map((Issuer) => ({ authenticationType: "OPENID_CONNECT", openIDConnectConfig: { Issuer } })),
      ],
    },
    dataSources: [{ type: "NONE", name: "nothing" }],
    resolvers: [field("Query", "whoami"), field("Mutation", "send")],
    mappingTemplates: [],
  });
  // Its own start() takes the first free port from 8900 on, and listens on all interfaces.
  const { _httpServer: server, _realTimeSubscriptionServer: realtime } = simulator._server;
  realtime.start();
  await once(server.listen(0, "127.0.0.1"), "listening");
  return { port: server.address().port };
}

const operations = { start };
for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  answers(JSON.stringify(await operations[message.op](message)));
}
process.exit(); // whoever asked is gone, and servers and sockets would go on
