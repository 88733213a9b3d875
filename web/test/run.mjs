// The browser tests: every page of the product at two widths and in two colour schemes, and the paths people walk.
//
//   node web/test/run.mjs --base http://127.0.0.1:PORT --out target/screens [--only WORD]
//
// The list of pages comes from the server itself (GET /demo/paginas.json, made from the router's samples), so a page
// cannot be forgotten here. Closes with "N passed, N failed"; any failure ends with exit code 1. CHROMIUM names the
// browser. One browser, at most two pages at once; paths of one gemeente walk beside those of another.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { checkCalendars } from "./agenda.mjs";
import { onlooker, visitorOf } from "./pages.mjs";
import { walk } from "./paths.mjs";
import { checkPosters } from "./poster.mjs";

const AT_ONCE = 2;
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const { values: options } = parseArgs({
  options: { base: { type: "string" }, out: { type: "string" }, only: { type: "string" } },
});
if (!options.base || !options.out) {
  console.error("usage: node web/test/run.mjs --base URL --out DIRECTORY [--only WORD]");
  process.exit(2);
}
const base = options.base.replace(/\/$/, "");
const out = path.resolve(options.out);
fs.mkdirSync(out, { recursive: true });

const counts = { passed: 0, failed: 0 };

/** Counts one test and prints it, with a line per problem. What changes from run to run stands apart from the name. */
function report(name, problems, took = "") {
  counts[problems.length === 0 ? "passed" : "failed"] += 1;
  console.log(`${problems.length === 0 ? "ok  " : "FAIL"} ${name}`);
  if (took) console.log(`       ${took}`);
  for (const problem of problems) console.log(`       ${problem.replaceAll("\n", "\n       ")}`);
}

const isWanted = (name) => !options.only || name.includes(options.only);

/** The pages the server says it has. */
async function listPages() {
  const answer = await fetch(`${base}/demo/paginas.json`);
  if (!answer.ok) throw new Error(`GET /demo/paginas.json answered ${answer.status}`);
  const pages = await answer.json();
  if (!Array.isArray(pages) || pages.length === 0) throw new Error("/demo/paginas.json is empty");
  return pages;
}

/** Looks at the pages with a few at once, those of one visitor after each other. */
async function lookAt(pages, browser) {
  const waiting = pages.toSorted((one, other) => visitorOf(one).localeCompare(visitorOf(other)));
  const work = async () => {
    const worker = onlooker({ browser, base, out, report });
    for (let page = waiting.shift(); page !== undefined; page = waiting.shift()) await worker.see(page);
    await worker.close();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function runPages(browser) {
  let pages;
  try {
    pages = await listPages();
  } catch (error) {
    report("list of pages", [error.message]);
    return;
  }
  const wanted = pages.filter((page) => isWanted(`${page.naam} ${page.taal}`));
  await lookAt(wanted, browser);
  if (isWanted("agenda")) await checkCalendars({ base, pages, browser, report });
  if (isWanted("poster")) await checkPosters({ base, pages, report });
}

/** The paths in lanes: those of one gemeente after each other, beside those of another; who names none walks alone at the end. */
async function runPaths(browser) {
  const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), "paden");
  const files = fs.existsSync(folder) ? fs.readdirSync(folder).filter((file) => file.endsWith(".mjs")).sort() : [];
  const lanes = new Map();
  for (const file of files) {
    try {
      const module = await import(path.join(folder, file));
      if (!isWanted(module.naam)) continue;
      lanes.set(module.bij, [...(lanes.get(module.bij) ?? []), module]);
    } catch (error) {
      report(`pad ${file}`, [error.stack]);
    }
  }
  const walkAll = async (modules) => {
    for (const module of modules) await walk({ browser, base, out, module, report });
  };
  const alone = lanes.get(undefined) ?? [];
  lanes.delete(undefined);
  await Promise.all([...lanes.values()].map(walkAll));
  await walkAll(alone);
}

const start = Date.now();
const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: FLAGS });
try {
  await runPages(browser);
  await runPaths(browser);
} finally {
  await browser.close();
}
if (counts.passed + counts.failed === 0) report("anything at all", ["nothing was tested"]);
console.log(`browser: ${((Date.now() - start) / 1000).toFixed(1)} s, pictures in ${out}`);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;
