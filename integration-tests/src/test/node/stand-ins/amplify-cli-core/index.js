exports.AmplifyFault = class extends Error {};
exports.AMPLIFY_SUPPORT_DOCS = { CLI_GRAPHQL_TROUBLESHOOTING: { url: "" } };
