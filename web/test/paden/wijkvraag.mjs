// Contact point for the wijk (V-66): a resident asks the bewonersorgaan on a phone, a member sees that it is about somebody's
// own life and hands it to the desk, which has the words from then on; with the bewonersorgaan nothing of them is left.
import { brief, eigenWoord } from "../hulp.mjs";

export const naam = "wijkvraag";

const DESK = { viewport: { width: 1280, height: 900 } };

export default async function wijkvraag({ page, expect, tik, open }) {
  for (const gemeente of ["lelystad", "velsen"]) await vraag({ page, gemeente, expect, tik, open });
}

async function vraag({ page, gemeente, expect, tik, open }) {
  const woord = eigenWoord("huur");
  const tekst = `Mijn uitkering is lager en nu kan ik de ${woord} niet betalen.`;
  const email = `${woord}@voorbeeld.example`;
  const lid = await open({ rol: `${gemeente}-bewonersorgaanvoorzitter`, ...DESK });
  const wijk = await wijkVanLid(lid, gemeente);
  const nummer = await stel({ page, gemeente, wijk, tekst, email, expect, tik });

  // The member: on the first page, in the list without words, on the page with them.
  await lid.goto(`/${gemeente}/vandaag`);
  await expect.text(lid, "uit de");
  await lid.goto(`/${gemeente}/wijkvragen`);
  await expect.noText(lid, woord);
  await lid.getByRole("link", { name: `Nummer ${nummer}`, exact: true }).click();
  await expect.text(lid, tekst);
  await expect.noText(lid, email);
  const pad = new URL(lid.url()).pathname;
  await lid.locator("#onderwerp").selectOption("inkomen");
  await lid.getByRole("button", { name: /Dit is iets persoonlijks/ }).click();
  await expect.text(lid, "Doorgegeven aan de balie");
  for (const waar of [`/${gemeente}/wijkvragen`, pad, `/${gemeente}/vandaag`]) {
    await lid.goto(waar);
    await expect.noText(lid, woord);
  }
  await lid.goto(pad);
  await expect.text(lid, "Hier is niets bewaard");

  // The desk: an open question that nobody has yet, and on asking the words and the address.
  const medewerker = await open({ rol: `${gemeente}-kcc`, ...DESK });
  await medewerker.goto(`/${gemeente}/balie/open-vragen`);
  await expect.noText(medewerker, woord);
  const regel = medewerker.locator("li", { hasText: new RegExp(`Nummer ${nummer}(\\D|$)`) });
  await regel.locator("a").first().click();
  await medewerker.getByRole("link", { name: "Bekijk waar het bij hoort" }).click();
  await medewerker.getByRole("button", { name: "Toon wie het is" }).click();
  await expect.text(medewerker, tekst);
  await expect.text(medewerker, email);

  // Whoever asked is told where it went.
  const mail = await brief(medewerker, email, "bij de balie");
  const gelezen = await mail.innerText();
  expect(!gelezen.includes(tekst), "the words of the question in no mail");
  const link = await mail.locator("a[href*='/l/']").first().getAttribute("href");
  await page.goto(new URL(link, page.url()).pathname);
  await expect.text(page, "De balie neemt het over");
  await expect.noText(page, tekst);
}

/** The wijk of the bewonersorgaan of whoever is signed in: one whose page leads to this bewonersorgaan. */
async function wijkVanLid(lid, gemeente) {
  await lid.goto(`/${gemeente}/wijkvragen`);
  const plek = lid.locator(".ww-list .ww-quiet").first();
  const naam = (await plek.innerText()).split(" · ")[0].trim();
  await lid.goto(`/${gemeente}/wijken`);
  const href = await lid.getByRole("link", { name: naam, exact: true }).first().getAttribute("href");
  return new URL(href, lid.url()).pathname;
}

/** Asks on a phone, from the page of the wijk: first with a telephone number in it, which is kept out. Answers the number. */
async function stel({ page, gemeente, wijk, tekst, email, expect, tik }) {
  await page.goto(wijk);
  tik.opnieuw();
  await tik(page.getByRole("link", { name: /^Vraag aan (de|het) / }));
  await expect.text(page, "Gaat het over");
  await page.locator("#vraag").fill(`${tekst} Bel 06 12 34 56 78.`);
  await page.locator("#email").fill(email);
  await tik(page.getByRole("button", { name: "Stuur de vraag" }));
  await expect.text(page, "Hoort dit hier?");
  await page.locator("#vraag").fill(tekst);
  await tik(page.getByRole("button", { name: "Stuur de vraag" }));
  // Where the kennisbank has an answer that is said first; it never stands in the way.
  const toch = page.getByRole("button", { name: "Stuur de vraag toch" });
  const ontvangen = page.locator(".ww-receipt");
  await expect.visible(toch.or(ontvangen), "the receipt, or what is known already");
  if ((await ontvangen.count()) === 0) {
    await expect.text(page, "Staat het antwoord hier al?");
    await tik(toch);
  }
  await expect.visible(ontvangen, "the receipt");
  expect(tik.aantal <= 4, `at most four taps, found ${tik.aantal}`);
  expect.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `room for ${gemeente} on a phone`);
  return (await page.locator(".ww-receipt__number").innerText()).trim();
}
