// The paths people walk. A file in paden/ exports `naam` and a default `async ({ page, browser, base, expect, tik, word, open })`;
// it may export `bij`, the one gemeente whose things it changes (it then walks beside the paths of another), `scherm`, playwright
// settings for its first page (a phone if it says nothing), and `klachten`, a pattern of what the browser complains about
// because the path asks for it: a connection that is lost.
//
//   expect(truth, what)            fails with `what`
//   expect.equal(found, wanted, what)   expect.visible(locator, what)   expect.text(page, words)   expect.noText(page, words)
//   tik(locator)                   one tap or click, at the pace of a person; tik.aantal, tik.seconden (typing apart)
//   tik.typ(locator, text)         types as a person does; not a tap
//   tik.opnieuw()                  starts counting anew
//   word(rol, page?)               becomes somebody of the demo, in the context of that page
//   open({ rol, taal, …settings }) another visitor, in a context of its own: returns its page
import path from "node:path";
import { become, fileName, listen, openContext } from "./visit.mjs";

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
/** How long a person looks before the next tap, and between two letters. */
const LOOK_MS = 600;
const LETTER_MS = 60;
/** How long words may take to come, on a page that is still on its way. */
const PATIENCE_MS = 15_000;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

export async function walk({ browser, base, out, module, report }) {
  const { naam, scherm = PHONE, klachten, default: path_ } = module;
  const contexts = [];
  const tabs = [];
  const open = async ({ rol, ...settings } = {}) => {
    const context = await openContext(browser, { baseURL: base, ...settings });
    contexts.push(context);
    context.on("page", (tab) => tabs.push({ tab, complaints: listen(tab) }));
    if (rol) await become(context, base, rol);
    return context.newPage();
  };
  const problems = [];
  const start = Date.now();
  const tik = taps();
  try {
    const page = await open(scherm);
    const word = (rol, tab = page) => become(tab.context(), base, rol);
    await path_({ page, browser, base, expect, tik, word, open });
  } catch (error) {
    problems.push(error instanceof Unmet ? error.message : error.stack);
  }
  for (const { complaints } of tabs) {
    const found = await complaints.take();
    problems.push(...found.filter((complaint) => !klachten?.test(complaint)));
  }
  if (problems.length > 0) await picturesOf(tabs, out, naam);
  for (const context of contexts) await context.close();
  const took = ((Date.now() - start) / 1000).toFixed(1);
  report(`pad ${naam}`, problems, `${took} s`);
}

async function picturesOf(tabs, out, naam) {
  for (const [index, { tab }] of tabs.entries()) {
    const file = path.join(out, `${fileName("mislukt", naam, index + 1)}.png`);
    // The picture is a courtesy; a tab that is closed has none.
    await tab.screenshot({ path: file, fullPage: true }).catch(() => {});
  }
}

/** A counter of taps with a stopwatch that stands still while somebody types. */
function taps() {
  let count = 0;
  let start = Date.now();
  let typing = 0;
  const tik = async (locator, options) => {
    await locator.waitFor({ state: "visible" });
    await pause(LOOK_MS);
    count += 1;
    const isTouch = await locator.evaluate(() => navigator.maxTouchPoints > 0);
    await (isTouch ? locator.tap(options) : locator.click(options));
  };
  tik.typ = async (locator, text) => {
    const from = Date.now();
    await locator.pressSequentially(text, { delay: LETTER_MS, timeout: 15_000 + text.length * 4 * LETTER_MS });
    typing += Date.now() - from;
  };
  tik.opnieuw = () => {
    count = 0;
    typing = 0;
    start = Date.now();
  };
  Object.defineProperty(tik, "aantal", { get: () => count });
  Object.defineProperty(tik, "seconden", { get: () => (Date.now() - start - typing) / 1000 });
  return tik;
}

/** Something a path expected and did not find. */
class Unmet extends Error {}

function expect(truth, what) {
  if (!truth) throw new Unmet(`expected ${what}`);
}

expect.equal = (found, wanted, what) => {
  const [a, b] = [found, wanted].map((value) => JSON.stringify(value));
  if (a !== b) throw new Unmet(`expected ${what} to be ${b}, found ${a}`);
};

expect.visible = async (locator, what = String(locator)) => {
  await locator.first().waitFor({ state: "visible" }).catch(() => {
    throw new Unmet(`expected to see ${what} at ${locator.page().url()}`);
  });
};

const textOf = async (page) => (await page.locator("body").innerText()).replace(/\s+/g, " ").toLowerCase();

expect.text = async (page, words) => {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await textOf(page);
    if (found.includes(words.toLowerCase())) return;
    if (Date.now() > until) throw new Unmet(`expected "${words}" at ${page.url()}, found: ${found.slice(0, 600)}`);
    await pause(100);
  }
};

expect.noText = async (page, words) => {
  if ((await textOf(page)).includes(words.toLowerCase())) throw new Unmet(`expected "${words}" nowhere at ${page.url()}`);
};
