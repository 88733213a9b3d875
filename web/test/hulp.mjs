// What several paths begin with or look for: a photo, the wijk of somebody, a melding that is there already, the mail
// that came of it. Every path makes its own data, so that none depends on what another left behind.
import { deflateSync } from "node:zlib";

const CRC = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const crc = body.reduce((c, byte) => CRC[(c ^ byte) & 0xff] ^ (c >>> 8), 0xffffffff);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE((crc ^ 0xffffffff) >>> 0, body.length + 4);
  return out;
}

/** A photo to choose: a drawn one, another for every colour. */
export function foto(kleur = 0, name = "foto.png") {
  const [width, height] = [320, 240];
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * (1 + width * 3) + 1 + x * 3;
      rows[at] = (x + kleur) & 0xff;
      rows[at + 1] = (y + kleur * 7) & 0xff;
      rows[at + 2] = (kleur * 31) & 0xff;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))];
  return { name, mimeType: "image/png", buffer: Buffer.concat([signature, ...parts]) };
}

/** A word that occurs nowhere else, so that a path finds its own things again. */
export const eigenWoord = (naam) => `${naam}${Date.now().toString(36)}`;

/** A day so many days from now, as a date field takes it. */
export function dag(over) {
  const day = new Date(Date.now() + over * 86_400_000);
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Amsterdam" }).format(day);
}

const textsOf = (locator) => locator.evaluateAll((all) => all.map((one) => one.textContent.trim()));

/** A wijk in which whoever is signed in on this page works, as the form of melden knows it: { sleutel, naam }. */
export async function wijkVan(page, gemeente) {
  await page.goto(`/${gemeente}/meldingen`);
  let names = await textsOf(page.locator("select#wijk option"));
  if (names.length === 0) {
    await page.goto(`/${gemeente}/account`);
    names = (await textsOf(page.locator(".ww-list__title"))).map((line) => line.split(", ").at(-1));
  }
  await page.goto(`/${gemeente}/melden`);
  const all = await page
    .locator("select#wijk option")
    .evaluateAll((options) => options.map(({ value, textContent }) => ({ sleutel: value, naam: textContent.trim() })));
  const found = all.find(({ sleutel, naam }) => sleutel && names.includes(naam));
  if (!found) throw new Error(`no wijk of ${names.join(", ")} on the form of ${gemeente}`);
  return found;
}

/**
 * Lets something know without looking at the pages, as somebody with no account: { link, nummer }.
 * `velden` as the form has them: wijk, onderwerp, omschrijving, and perhaps adres, email, naam, lat and lon.
 */
export async function meld(open, gemeente, velden) {
  const page = await open();
  const { request } = page.context();
  const path = `/${gemeente}/melden`;
  const form = await (await request.get(path)).text();
  const hidden = (name) => form.match(new RegExp(`name="${name}" value="([^"]*)"`))[1];
  const onderwerp = form.match(/name="onderwerp" value="([^"]*)"/)[1];
  const multipart = { onderwerp, ...velden, bevestigd: "1", aanvraag: hidden("aanvraag"), sleutel: hidden("sleutel") };
  const headers = { Origin: new URL((await request.get(path)).url()).origin, "Sec-Fetch-Site": "same-origin" };
  const answer = await request.post(path, { multipart, headers, maxRedirects: 0 });
  const to = answer.headers().location;
  if (answer.status() !== 303 || !to) throw new Error(`melden answered ${answer.status()}: ${await answer.text()}`);
  const receipt = await (await request.get(to)).text();
  const nummer = receipt.match(/ww-receipt__number[^>]*>\s*([^<\s]+)/)[1];
  await page.context().close();
  return { link: new URL(to, "http://x").pathname, nummer };
}

/** Opens the newest mail to this address with these words in its subject, and answers its letter. */
export async function brief(page, aan, onderwerp) {
  for (let keer = 0; ; keer += 1) {
    await page.goto("/demo/postvak");
    const mail = page.locator(".ww-triage__link", { hasText: aan }).filter({ hasText: onderwerp }).first();
    if ((await mail.count()) > 0) {
      await mail.click();
      return page.locator(".ww-letter");
    }
    if (keer === 60) throw new Error(`no mail "${onderwerp}" to ${aan} in the postvak`);
    await page.waitForTimeout(250);
  }
}

/** The page of a melding for whoever works there, found by its number in the list. */
export async function zaak(page, gemeente, nummer) {
  await page.goto(`/${gemeente}/meldingen`);
  await page.locator(".ww-worklist li", { hasText: new RegExp(`(^|\\D)${nummer} ·`) }).locator("a").click();
}

/** Decides that a melding is work in the street for these disciplines (keys), as whoever is signed in on this page. */
export async function naarDeStraat(page, gemeente, nummer, vakken) {
  await zaak(page, gemeente, nummer);
  await page.getByRole("link", { name: "Beslis", exact: true }).click();
  await page.locator("[data-key='1']").click();
  const form = page.locator("details[open] form");
  for (const vak of await form.locator("input[name=vak]").all()) {
    await vak.setChecked(vakken.includes(await vak.getAttribute("value")));
  }
  await form.getByRole("button").click();
}
