exports.printer = { info: console.error, error: console.error };
