// AWS's own Apollo links. {"op":"subscribe"} opens a subscription with them and tells what comes first, {"op":"next"} what comes then;
// {"op":"mutate"} sends a mutation. Whatever the URL says, the web socket goes to a port of 127.0.0.1, with the Host of the URL.
// "handshake" and "start" change one place of the JSON that authorizes or starts, as somebody might who is not to be let in.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(import.meta.url);
const { ApolloClient, ApolloLink, HttpLink, InMemoryCache, execute, gql } = require("@apollo/client");
const { createAuthLink } = require("aws-appsync-auth-link");
const { CONTROL_EVENTS_KEY, createSubscriptionHandshakeLink } = require("aws-appsync-subscription-link");
const { WebSocket } = require("ws");

const client = new ApolloClient({ cache: new InMemoryCache(), link: ApolloLink.empty() });
const events = [];
const waiting = [];
let changes = {};
let port;

function happened(event) {
  events.push(event);
  while (waiting.length && events.length) waiting.shift()(events.shift());
}

const next = () => new Promise((resolve) => (events.length ? resolve(events.shift()) : waiting.push(resolve)));
const changed = (json, change) => (change ? json.replace(change[0], change[1]) : json);

function changedHeader(subprotocol) {
  if (!subprotocol.startsWith("header-")) return subprotocol;
  const json = Buffer.from(subprotocol.slice("header-".length), "base64url").toString();
  return "header-" + Buffer.from(changed(json, changes.handshake)).toString("base64url");
}

globalThis.WebSocket = class extends WebSocket {
  constructor(url, subprotocols) {
    const { host, pathname, search } = new URL(url);
    super(`ws://127.0.0.1:${port}${pathname}${search}`, subprotocols.map(changedHeader), { headers: { host } });
    this.on("error", (failure) => happened({ error: failure.message }));
    this.on("close", (code) => happened({ error: `closed with ${code}` }));
  }

  send(message) {
    super.send(message.includes('"start"') ? changed(message, changes.start) : message);
  }
};

const told = (result) => (result.extensions?.controlMsgType ? { control: result.extensions.controlMsgType } : { data: result.data });
const failed = (failure) => ({ error: failure.message ?? failure.errors?.[0]?.message ?? JSON.stringify(failure) });

async function subscribe({ url, region, auth, query, ...rest }) {
  ({ port, ...changes } = rest);
  const link = createSubscriptionHandshakeLink({ url, region, auth }, ApolloLink.empty());
  const context = { controlMessages: { [CONTROL_EVENTS_KEY]: true } };
  execute(link, { query: gql(query), context }, { client }).subscribe({
    next: (result) => happened(told(result)),
    error: (failure) => happened(failed(failure)),
  });
  return next();
}

function mutate({ url, region, auth, query, variables }) {
  // What Apollo adds to the body about itself would come after the signature.
  const http = new HttpLink({ uri: url, enhancedClientAwareness: { transport: false } });
  const link = createAuthLink({ url, region, auth }).concat(http);
  return new Promise((resolve) => {
    execute(link, { query: gql(query), variables }, { client }).subscribe({
      next: (result) => resolve({ data: result.data }),
      error: (failure) => resolve(failed(failure)),
    });
  });
}

const operations = { subscribe, next, mutate };
for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  console.log(JSON.stringify(await operations[message.op](message)));
}
process.exit(); // whoever asked is gone, and servers and sockets would go on
