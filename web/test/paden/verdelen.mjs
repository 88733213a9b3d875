// The wijkopzichter gives work: by dragging a card to somebody, and equally by keys.
import { dag, eigenWoord, meld, naarDeStraat, wijkVan } from "../hulp.mjs";

export const naam = "verdelen";
export const bij = "lelystad";
export const scherm = { viewport: { width: 1280, height: 900 } };

export default async function verdelen({ page, expect, tik, word, open }) {
  const woord = eigenWoord("paal");
  await word("lelystad-wijkopzichter");
  const wijk = await wijkVan(page, "lelystad");
  for (const n of ["een", "twee", "drie"]) {
    const { nummer } = await meld(open, "lelystad", {
      wijk: wijk.sleutel,
      onderwerp: "straat",
      adres: `${woord}${n}weg`,
      omschrijving: `Een ${woord} staat scheef.`,
    });
    await naarDeStraat(page, "lelystad", nummer, ["straat"]);
  }
  await page.goto("/lelystad/taken/verdelen");
  const card = (n) => page.locator("[data-taak]", { hasText: `${woord}${n}weg` });
  const columns = page.locator("[data-kolom]:not([data-kolom=''])");
  expect((await columns.count()) >= 2, "two people or more to give work to");
  const nameOf = (n) => columns.nth(n).locator("h2").innerText();
  const cardsOf = (n) => columns.nth(n).locator("[data-taak]");
  await expect.visible(page.locator("[data-kolom=''] [data-taak]", { hasText: `${woord}eenweg` }), "the first, not given yet");

  // By hand.
  await card("een").locator("a").first().scrollIntoViewIfNeeded();
  // Straight across, as a hand does: a column may be longer than the screen.
  const [from, to] = await Promise.all([card("een"), columns.nth(0)].map((one) => one.boundingBox()));
  await card("een").dragTo(columns.nth(0), {
    sourcePosition: { x: from.width - 12, y: 12 },
    targetPosition: { x: to.width / 2, y: from.y - to.y + 12 },
  });
  await expect.visible(page.getByText(`Gegeven aan ${await nameOf(0)}`), "to whom it was given");
  expect.equal(await cardsOf(0).filter({ hasText: `${woord}eenweg` }).count(), 1, "the cards that were dragged there");

  // By keys: to the card, then the digit that stands with the second.
  await expect.visible(columns.nth(1).locator("kbd", { hasText: "2" }), "the digit of the second");
  await card("twee").locator("a").first().focus();
  await page.keyboard.press("2");
  await expect.visible(page.getByText(`Gegeven aan ${await nameOf(1)}`), "to whom it was given by key");
  expect.equal(await cardsOf(1).filter({ hasText: `${woord}tweeweg` }).count(), 1, "the cards that were sent there by key");
  const isGoingOn = await page.evaluate(() => document.activeElement?.closest("[data-kolom='']") !== null);
  expect(isGoingOn, "the hands to go on with what is still to be given");

  // A digit in a field is meant for the field: typing a day gives nothing away.
  await card("drie").locator("input[type=date]").focus();
  await page.keyboard.press("2");
  await page.waitForLoadState();
  expect.equal(await page.locator("[data-kolom=''] [data-taak]", { hasText: `${woord}drieweg` }).count(), 1, "the third, untouched");

  // And with the fields of the card itself.
  await card("drie").locator("select").selectOption({ index: 1 });
  await card("drie").locator("input[type=date]").fill(dag(1));
  await tik(card("drie").locator("form button"));
  await expect.text(page, "Gegeven aan");
  expect.equal(await page.locator("[data-kolom=''] [data-taak]", { hasText: `${woord}drieweg` }).count(), 0, "the third, given");
}
