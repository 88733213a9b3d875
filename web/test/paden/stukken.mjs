// Everything sent to residents is public, or says why not and until when: staff sends a paper that is not public yet, everybody
// sees that there is one and nobody what it is, it is opened with one tap, and it stands on the page of the wijk.
import { eigenWoord } from "../hulp.mjs";

export const naam = "stukken";
export const bij = "velsen";

const DESK = { viewport: { width: 1280, height: 900 } };
export const scherm = DESK;

export default async function stukken({ page, expect, tik, word, open }) {
  const titel = `Plan voor het ${eigenWoord("plein")}`;
  await word("velsen-wijkbeheerder");
  await page.goto("/velsen/toegestuurd");
  await tik(page.getByRole("link", { name: "Stuur een stuk" }));
  const eerste = page.locator("input[name=organen]").first();
  if (!(await eerste.isChecked())) await eerste.check();
  await tik.typ(page.locator("#titel"), titel);
  await tik.typ(page.locator("#waarover"), "Hoe het plein er straks uitziet.");
  await tik.typ(page.locator("#tekst"), "Er komen bomen en banken.");
  await page.getByLabel("Nog niet iedereen").check();
  await tik(page.getByRole("button", { name: "Verstuur" }));
  await expect.visible(page.getByRole("heading", { name: "Er ging iets mis. Kijk dit na:" }), "that a reason and a day are missing");
  expect.equal(await page.locator("#titel").inputValue(), titel, "what was typed");
  await page.locator("#grond").selectOption({ label: "Er wordt nog over besloten" });
  await tik.typ(page.locator("#toelichting"), "Het college kiest later een tekening.");
  await page.locator("#tot").fill(await page.locator("#tot").getAttribute("max"));
  await tik(page.getByRole("button", { name: "Verstuur" }));
  await expect.visible(page.locator(".ww-badge", { hasText: "Niet openbaar tot en met" }), "until when it is not public");
  const pad = new URL(page.url()).pathname;

  const buur = await open(DESK);
  await buur.goto("/velsen/stukken");
  await expect.text(buur, "Het college kiest later een tekening.");
  await expect.noText(buur, titel);
  const antwoord = await buur.goto(pad.replace("toegestuurd", "stukken"));
  expect.equal(antwoord.status(), 404, "the page of a paper that is not public");

  await page.goto(pad);
  await tik(page.getByRole("button", { name: "Maak nu openbaar" }));
  await expect.visible(page.locator(".ww-badge", { hasText: "Openbaar" }), "that it is public");
  await buur.goto("/velsen/stukken");
  await buur.getByRole("link", { name: titel }).click();
  await expect.text(buur, "Er komen bomen en banken.");
}
