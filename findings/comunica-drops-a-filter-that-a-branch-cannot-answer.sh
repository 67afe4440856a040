#!/usr/bin/env bash
# Guess: FILTER(?kind = "company") lets no row pass in which ?kind has no value: comparing it is an error, and the row is removed (SPARQL 1.1, 17.2), be
# it that one branch of a UNION does not bind it, or that the name is mistyped.
# Seen with Comunica 4.5.0 (and with 5.3.0, which wants Node 22): an equality with a constant is handed down to the patterns, and where a pattern has no such
# variable it is dropped, so that the branch comes whole and a filter with a typing error keeps everything, without a word. != and IN remove the rows.
# Fails when the equality removes them too. Needs Node 20 or newer.
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

const facts = '<x:a> <x:name> "Alpha"; <x:kind> "company". <x:b> <x:name> "Beta"; <x:kind> "university". <x:c> <x:alias> "Gamma".';
const engine = new QueryEngine();
const union = "{ ?who <x:name> ?name; <x:kind> ?kind } UNION { ?who <x:alias> ?name }";
const seen = {};
for (const pattern of [
  `${union} FILTER(?kind = "company")`,
  `${union} FILTER(?kind != "university")`,
  `${union} FILTER(?kind IN ("company"))`,
  `?who <x:name> ?name; <x:kind> ?kind FILTER(?knd = "company")`,
  `?who <x:name> ?name; <x:kind> ?kind FILTER(?knd IN ("company"))`,
]) {
  const rows = await engine.queryBindings(`SELECT ?name { ${pattern} }`, { sources: [new Store(new Parser().parse(facts))] });
  seen[pattern] = (await rows.toArray()).map((row) => row.get("name").value).sort();
}
console.log(seen);
assert.deepStrictEqual(Object.values(seen), [["Alpha", "Gamma"], ["Alpha"], ["Alpha"], ["Alpha", "Beta"], []]);
JAVASCRIPT
node ask.mjs
