// One page of the product: at 320 and 1280 px, light and dark (or only narrow and light, if its line says so). Each
// combination is one test. Asserted: status,
// language, no axe violation, nothing wider than the screen, no complaint of the browser, and a weight of at most 50 KB of
// HTML, CSS and JavaScript. Pictures are taken at 360 and 1280 px for people to look at.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { become, fileName, listen, openContext, settle } from "./visit.mjs";

const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const MAX_BYTES = 50 * 1024;
const COMBINATIONS = [320, 1280].flatMap((width) => ["light", "dark"].map((scheme) => ({ width, scheme })));
const NARROW = COMBINATIONS.slice(0, 1);
const HEIGHT = { 320: 640, 360: 740, 1280: 900 };
const WEIGHED = /^(text\/html|text\/css|text\/javascript|application\/javascript)/;

/** Who looks, in which language; pages of one such visitor are looked at in one tab. */
export const visitorOf = (page) => `${page.rol ?? ""} ${page.taal}`;

/** A worker that looks at one page after another, `see(page)` at a time; `close()` when none is left. A line of
 * /demo/paginas.json is { naam, pad, rol, taal, alleWeergaven, status? }. */
export function onlooker({ browser, base, out, report }) {
  let visitor = "";
  let context = null;
  let tab;
  let session;
  let complaints;

  const close = async () => {
    await context?.close();
    context = null;
  };
  /** The tab of who looks at this page. A browser keeps what it fetched; here each page is weighed whole. */
  const turnUp = async (page) => {
    if (context && visitor === visitorOf(page)) return;
    await close();
    context = await openContext(browser, {
      taal: page.taal,
      storageState: page.rol ? await signIn(browser, base, page.rol) : undefined,
    });
    visitor = visitorOf(page);
    tab = await context.newPage();
    session = await context.newCDPSession(tab);
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    complaints = listen(tab);
  };

  const see = async (page) => {
    const combinations = page.alleWeergaven ? COMBINATIONS : NARROW;
    // Fetched once, on the narrowest screen; then the window is resized and the scheme switched, as people do.
    for (const { width, scheme } of combinations) {
      const problems = [];
      const isFirst = width === combinations[0].width && scheme === combinations[0].scheme;
      try {
        if (isFirst) await turnUp(page);
        await turnTo(tab, width, scheme);
        if (isFirst) problems.push(...(await fetchPage(tab, { base, page })));
        problems.push(...(await overflow(tab)));
        problems.push(...(await axe(tab)));
        await picture(tab, session, { out, page, width, scheme });
        problems.push(...(await complaints.take()));
      } catch (error) {
        problems.push(error.stack);
        // What went wrong may not reach the next page.
        if (isFirst) await close();
      }
      report(nameOf(page, width, scheme), problems);
      if (!context) {
        for (const rest of combinations.slice(1)) report(nameOf(page, rest.width, rest.scheme), ["could not be opened"]);
        return;
      }
    }
  };
  return { see, close };
}

const nameOf = (page, width, scheme) => `${page.naam} ${page.taal}${page.rol ? ` (${page.rol})` : ""} ${width} ${scheme}`;

const sessions = new Map();

/** The cookies of a person of the demo, asked for once. */
function signIn(browser, base, rol) {
  if (!sessions.has(rol)) {
    const asked = (async () => {
      const context = await openContext(browser);
      try {
        await become(context, base, rol);
        return await context.storageState();
      } finally {
        await context.close();
      }
    })();
    sessions.set(rol, asked);
  }
  return sessions.get(rol);
}

async function fetchPage(tab, { base, page }) {
  const problems = [];
  const weighing = weigh(tab, base);
  const answer = await tab.goto(base + page.pad, { waitUntil: "load" });
  await settle(tab);
  const expected = page.status ?? 200;
  if (answer?.status() !== expected) problems.push(`status ${answer?.status()} at ${page.pad}, not ${expected}`);
  const lang = await tab.evaluate(() => document.documentElement.lang);
  if (!lang.startsWith(page.taal)) problems.push(`the page says lang="${lang}", not ${page.taal}`);
  problems.push(...(await weighing.judge()));
  return problems;
}

async function turnTo(tab, width, scheme) {
  await tab.emulateMedia({ colorScheme: scheme });
  await tab.setViewportSize({ width, height: HEIGHT[width] });
  await settle(tab);
}

/** Adds up what the browser fetched of HTML, CSS and JavaScript, each as gzip would send it. */
function weigh(tab, base) {
  const arriving = [];
  const onResponse = (response) => {
    const type = response.headers()["content-type"] ?? "";
    if (!response.url().startsWith(base)) {
      arriving.push(Promise.resolve({ url: response.url(), isForeign: !response.url().startsWith("data:") }));
    } else if (WEIGHED.test(type) && response.status() !== 304 && (response.status() < 300 || response.status() >= 400)) {
      const size = response.body().then((body) => gzipSync(body).length);
      arriving.push(size.then((bytes) => ({ url: response.url(), bytes }), () => ({ url: response.url(), bytes: 0 })));
    }
  };
  tab.on("response", onResponse);
  return {
    async judge() {
      tab.off("response", onResponse);
      const parts = await Promise.all(arriving);
      const problems = parts.filter((part) => part.isForeign).map((part) => `asked another host: ${part.url}`);
      const weighed = parts.filter((part) => part.bytes !== undefined);
      const total = weighed.reduce((sum, part) => sum + part.bytes, 0);
      if (total > MAX_BYTES) {
        const list = weighed.sort((a, b) => b.bytes - a.bytes).map((part) => `${part.bytes} ${part.url}`);
        problems.push(`weighs ${total} bytes, at most ${MAX_BYTES}:\n${list.join("\n")}`);
      }
      return problems;
    },
  };
}

/** Nothing may make the page itself scroll sideways; what does is named. */
async function overflow(tab) {
  const found = await tab.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    const wide = document.documentElement.scrollWidth;
    if (wide <= limit) return null;
    const scrolls = (element) => {
      for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
        if (getComputedStyle(up).overflowX !== "visible") return true;
      }
      return false;
    };
    const culprits = [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > limit + 0.5 && !scrolls(element))
      .slice(0, 5)
      .map((element) => element.outerHTML.slice(0, 120));
    return { wide, limit, culprits };
  });
  return found ? [`is ${found.wide} px wide on a screen of ${found.limit}:\n${found.culprits.join("\n")}`] : [];
}

async function axe(tab) {
  if (!(await tab.evaluate(() => "axe" in globalThis))) await tab.evaluate(axeSource);
  const violations = await tab.evaluate(async (tags) => {
    const result = await globalThis.axe.run(document, {
      runOnly: { type: "tag", values: tags },
      resultTypes: ["violations"],
    });
    return result.violations.map(({ id, impact, help, nodes }) => ({
      id,
      impact,
      help,
      nodes: nodes.slice(0, 4).map((node) => `${node.target.join(" ")}: ${node.failureSummary.split("\n").at(-1).trim()}`),
      more: Math.max(0, nodes.length - 4),
    }));
  }, TAGS);
  return violations.map(({ id, impact, help, nodes, more }) => {
    const rest = more > 0 ? [`and ${more} more`] : [];
    return [`axe ${id} (${impact}): ${help}`, ...nodes, ...rest].join("\n");
  });
}

/** No picture is higher. */
const HIGHEST = 16_000;

/** The whole page, in a window as high as the page is. The browser is asked itself, for a picture that is quick to write
 * rather than small. */
async function picture(tab, session, { out, page, width, scheme }) {
  const shown = width === 320 ? 360 : width;
  await tab.setViewportSize({ width: shown, height: HEIGHT[shown] });
  const height = await tab.evaluate(() => document.documentElement.scrollHeight);
  await tab.setViewportSize({ width: shown, height: Math.min(Math.max(height, HEIGHT[shown]), HIGHEST) });
  await settle(tab);
  const { data } = await session.send("Page.captureScreenshot", { format: "png", optimizeForSpeed: true });
  const file = path.join(out, `${fileName(page.naam, page.taal, shown, scheme)}.png`);
  fs.writeFileSync(file, Buffer.from(data, "base64"));
}
