// Parses a GIFT file with gift-pegjs, whose grammar is that of Moodle's documentation, and prints it as JSON.
// usage: node parse.js FOLDER_OF_NODE_MODULES FILE
const fs = require("fs");
const path = require("path");
const { parse } = require(path.join(process.argv[2], "node_modules", "gift-pegjs"));
console.log(JSON.stringify(parse(fs.readFileSync(process.argv[3], "utf8"))));
