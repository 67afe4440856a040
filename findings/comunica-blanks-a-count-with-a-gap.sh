#!/usr/bin/env bash
# Guess: COUNT(?project) of firms that OPTIONAL found no project for is 0 (SPARQL 1.1, 18.5.1.2: it counts the bound values), and a FILTER within
# OPTIONAL empties the cell, not the row.
# Seen with Comunica 4.5.0, the last release for Node 20: one row without a value blanks the whole COUNT, so that 1 of 2 reads as unknown; and a FILTER within
# OPTIONAL that speaks of the row outside removes the row. No error tells. 5.3.0, which wants Node 22, answers both as the standard says.
# Fails when 4.5.0 does otherwise. Needs Node 20 or newer.
set -euo pipefail
command -v npm > /dev/null || { echo "no Node here: install Node 20 or newer with npm" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund "@comunica/query-sparql-file@4.5.0" "n3@1.26.0"
cat > ask.mjs <<'JAVASCRIPT'
import assert from "node:assert";
import { QueryEngine } from "@comunica/query-sparql-file";
import { Parser, Store } from "n3";

const facts = '<x:a> <x:founded> 1990; <x:joins> <x:p>. <x:b> <x:founded> 2020.';
const engine = new QueryEngine();
const ask = async (query) => {
  const rows = await engine.queryBindings(query, { sources: [new Store(new Parser().parse(facts))] });
  return (await rows.toArray()).map((row) => Object.fromEntries([...row].map(([name, term]) => [name.value, term.value])));
};
const counted = await ask("SELECT (COUNT(?project) AS ?n) { ?firm <x:founded> ?year OPTIONAL { ?firm <x:joins> ?project } }");
const rows = await ask("SELECT ?year ?project { ?firm <x:founded> ?year OPTIONAL { ?firm <x:joins> ?project FILTER(?year < 2000) } }");
console.log({ counted, rows });
assert.deepStrictEqual({ counted, rows }, { counted: [{}], rows: [{ year: "1990", project: "x:p" }] });
JAVASCRIPT
node ask.mjs
