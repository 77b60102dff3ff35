#!/usr/bin/env node
// Lists the licences of every crate in the tree, and fails when one is not allowed by deny.toml.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const deny = readFileSync("deny.toml", "utf8");
const allowed = new Set(texts(/^allow = \[([^\]]*)\]/m.exec(deny)[1]));
const exceptions = new Map();
for (const [, crate, ids] of deny.matchAll(/crate = "([^"]+)", allow = \[([^\]]*)\]/g)) exceptions.set(crate, texts(ids));

const options = { encoding: "utf8", maxBuffer: 1 << 28 };
const metadata = JSON.parse(execFileSync("cargo", ["metadata", "--locked", "--format-version", "1"], options));
const count = new Map();
const refused = [];
for (const { name, version, license, source } of metadata.packages) {
  if (source === null) continue;
  const stated = license ?? "not stated";
  count.set(stated, (count.get(stated) ?? 0) + 1);
  const ours = new Set([...allowed, ...(exceptions.get(name) ?? [])]);
  if (license === null || !satisfied(license, ours)) refused.push(`${name} ${version}: ${stated}`);
}
for (const [license, crates] of [...count].sort((a, b) => b[1] - a[1])) console.log(`${String(crates).padStart(4)}  ${license}`);
for (const [crate, ids] of exceptions) console.log(`exception: ${crate} (${ids.join(", ")})`);
if (refused.length > 0) {
  console.error(`not allowed by deny.toml:\n  ${refused.join("\n  ")}`);
  process.exit(1);
}

function texts(list) {
  return [...list.matchAll(/"([^"]+)"/g)].map((match) => match[1]);
}

// Whether an SPDX expression can be met by these licences; `A/B` is an old way of writing `A OR B`.
function satisfied(expression, ids) {
  const words = expression.replace(/\//g, " OR ").replace(/\s+WITH\s+/g, "+WITH+").match(/[()]|[^\s()]+/g);
  let at = 0;
  const any = () => {
    let result = all();
    while (words[at] === "OR") at++, (result = all() || result);
    return result;
  };
  const all = () => {
    let result = one();
    while (words[at] === "AND") at++, (result = one() && result);
    return result;
  };
  const one = () => {
    const word = words[at++];
    if (word !== "(") return ids.has(word.replaceAll("+WITH+", " WITH "));
    const result = any();
    at++;
    return result;
  };
  return any();
}
