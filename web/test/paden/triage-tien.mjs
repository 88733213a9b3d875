// Ten meldingen decided within two minutes, by keys alone and at the pace of a person: the next opens by itself, and one
// decision is taken back.
import { eigenWoord, meld, wijkVan } from "../hulp.mjs";

export const naam = "triage-tien";
export const bij = "velsen";
export const scherm = { viewport: { width: 1280, height: 900 } };

/** How long a person reads before deciding, and how long between two keys. */
const READ_MS = 4000;
const KEY_MS = 350;

export default async function triageTien({ page, expect, word, open }) {
  const woord = eigenWoord("hek");
  await word("velsen-wijkbeheerder");
  const wijk = await wijkVan(page, "velsen");
  for (let n = 1; n <= 10; n += 1) {
    await meld(open, "velsen", {
      wijk: wijk.sleutel,
      onderwerp: n % 2 ? "heel" : "schoon",
      adres: `${woord}${"abcdefghij"[n - 1]}hof`,
      omschrijving: `Bij het ${woord} is iets: ${n}.`,
    });
  }
  const press = async (key) => {
    await page.waitForTimeout(KEY_MS);
    await page.keyboard.press(key);
  };
  const current = () => page.locator(".ww-triage__link[aria-current]");
  const decided = async (before) => {
    await page.waitForURL(/gedaan=/);
    await page.waitForFunction((then) => {
      const now = document.querySelector(".ww-triage__link[aria-current]");
      return !now || now.getAttribute("href") !== then;
    }, before);
    await expect.visible(page.locator(".ww-toast"), "where it went, and a way back");
  };

  await page.goto("/velsen/meldingen/triage");
  const waiting = await page.locator(".ww-triage__link").count();
  expect(waiting >= 10, `ten meldingen that wait, found ${waiting}`);
  const done = [];
  const start = Date.now();
  for (let n = 0; n < 10; n += 1) {
    const href = await current().getAttribute("href");
    await page.waitForTimeout(READ_MS);
    await decide(n, press, page);
    await decided(href);
    done.push(href);
    if (n !== 4) continue;
    // Too fast: back with one key, and decided differently.
    await press("u");
    await page.waitForURL(/melding=/);
    expect.equal(await current().getAttribute("href"), href, "the melding that came back");
    await page.waitForTimeout(READ_MS / 2);
    await decide(1, press, page);
    await decided(href);
  }
  const seconds = (Date.now() - start) / 1000;
  expect(seconds <= 120, `ten decisions within two minutes, it took ${seconds.toFixed(0)} s`);
  expect.equal(new Set(done).size, 10, "the meldingen that were decided");
  const left = await page.locator(".ww-triage__link").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  expect.equal(left.filter((href) => done.includes(href)), [], "those of them that still wait");

  // What may be done with a key is told on the page itself.
  await press("?");
  await expect.visible(page.locator("dialog[data-keys]"), "the list of keys");
  await press("Escape");
}

/** Work in the street, with the discipline that is there; a partner; or nothing, with a reason that is ready. */
async function decide(n, press, page) {
  if (n % 5 === 2) {
    await press("3");
    await press("Enter");
  } else if (n % 5 === 3) {
    await press("4");
    await press("ArrowDown");
    await press("Enter");
  } else {
    await press("1");
    const isChosen = await page.locator("details[open] input[name=vak]:checked").count();
    if (isChosen === 0) await press("Space");
    await press("Enter");
  }
}
