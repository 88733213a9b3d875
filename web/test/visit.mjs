// What pages and paths share: a browser context as a visitor has it, signing in to the demo, and everything the
// browser complained about.

const LOCALES = { nl: "nl-NL", en: "en-GB" };

/** A context that looks like a visitor; settings as playwright names them. */
export async function openContext(browser, { taal = "nl", ...settings } = {}) {
  const context = await browser.newContext({
    locale: LOCALES[taal] ?? taal,
    timezoneId: "Europe/Amsterdam",
    reducedMotion: "reduce",
    ...settings,
  });
  context.setDefaultTimeout(15_000);
  await context.addInitScript(() => {
    globalThis.__violations = [];
    document.addEventListener("securitypolicyviolation", (event) => {
      const where = event.sourceFile ? ` in ${event.sourceFile}:${event.lineNumber}` : "";
      globalThis.__violations.push(`${event.effectiveDirective} refused ${event.blockedURI}${where}`);
    });
  });
  return context;
}

/** Becomes a person of the demo; the session lives in the context's cookies. */
export async function become(context, base, rol) {
  const answer = await context.request.post(`${base}/demo/word/${encodeURIComponent(rol)}`, {
    headers: { Origin: base, "Sec-Fetch-Site": "same-origin" },
    maxRedirects: 0,
  });
  if (answer.status() >= 400) throw new Error(`becoming ${rol} answered ${answer.status()}`);
}

/** Collects what a page complains about from now on. `take()` returns it and starts anew. */
export function listen(page) {
  let complaints = [];
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    // A page that answers 404 on purpose makes Chromium say so; its status is judged elsewhere.
    const isOwnStatus = /^Failed to load resource/.test(message.text()) && message.location().url === page.url();
    if (!isOwnStatus) complaints.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => complaints.push(`script: ${error.stack ?? error.message}`));
  page.on("crash", () => complaints.push("the page crashed"));
  return {
    async take() {
      const violations = await page.evaluate(() => globalThis.__violations?.splice(0) ?? []).catch(() => []);
      const all = [...complaints, ...violations.map((text) => `csp: ${text}`)];
      complaints = [];
      return [...new Set(all)];
    },
  };
}

/** Waits until fonts are there and the page has been drawn. */
export async function settle(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}

/** A name as it can stand in a file name. */
export const fileName = (...parts) => parts.join("-").replace(/[^\w.-]+/g, "_");
