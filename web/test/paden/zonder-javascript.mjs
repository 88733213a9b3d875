// Without JavaScript: letting us know, the receipt with its number, and how it stands.
import { eigenWoord, foto } from "../hulp.mjs";

export const naam = "zonder-javascript";
export const bij = "velsen";
export const scherm = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, javaScriptEnabled: false };

export default async function zonderJavascript({ page, expect }) {
  const woord = eigenWoord("lantaarn");
  // A photo to begin with: a button leads on.
  await page.goto("/velsen");
  await page.locator("#begin").setInputFiles(foto(4));
  await page.getByRole("button", { name: "Verder met deze foto" }).click();
  await expect.visible(page.getByText("Deze foto's hebben we al"), "the photo on the form");

  await page.goto("/velsen");
  await page.locator(".ww-door").first().click();

  // Sent too early: the form says what is missing and keeps what was filled in.
  await page.locator("#omschrijving").fill(`Deze ${woord} knippert de hele avond.`);
  await page.locator("form[data-melden] button[type=submit]").last().click();
  await expect.visible(page.locator(".ww-errors"), "what is missing");
  expect.equal(await page.locator("#omschrijving").inputValue(), `Deze ${woord} knippert de hele avond.`, "the words");

  await page.locator("#foto").setInputFiles(foto(3));
  await page.locator("#adres").fill(`${woord}straat, bij de brug`);
  await page.locator("#wijk").selectOption({ index: 1 });
  await page.locator(".ww-choice").nth(1).click();
  await page.locator("form[data-melden] button[type=submit]").last().click();

  await expect.visible(page.locator(".ww-receipt"), "the receipt");
  const nummer = (await page.locator(".ww-receipt__number").innerText()).trim();
  expect(/\d/.test(nummer), `a number on the receipt, found "${nummer}"`);
  await expect.text(page, `Deze ${woord} knippert de hele avond.`);
  await expect.text(page, "1 foto");

  await page.locator(".ww-receipt .nl-button--primary").click();
  expect(!page.url().includes("ontvangen"), "the receipt to lead on to the status page");
  await expect.text(page, `Melding ${nummer}`);
  await expect.text(page, "U meldde het");
  await expect.visible(page.locator(".ww-thread__photos img"), "my own photo");

  // Who lost the link finds how it stands by the number, without words or photos.
  await page.goto("/velsen/mijn-melding");
  await page.locator("#nummer").fill(nummer);
  await page.locator("main form button").click();
  await page.locator("main .utrecht-alert a").click();
  await expect.text(page, nummer);
  await expect.noText(page, woord);
}
