// Somebody types for hours: the warning before the session ends, staying signed in by one tap, and what is said when it is over.
// What was typed stays.
export const naam = "lang-typen";
export const bij = "lelystad";
export const scherm = { viewport: { width: 1280, height: 900 } };
// The session of the demo ends on purpose: the page asks and hears that it is over.
export const klachten = /401/;

const HOUR = 3_600_000;

export default async function langTypen({ page, expect, word }) {
  await page.clock.install();
  await word("lelystad-contactmedewerker");
  await page.goto("/lelystad/balie");
  await page.getByRole("link", { name: "Meld iets voor iemand" }).click();
  const veld = page.locator("#omschrijving");
  await veld.fill("De hele ochtend aan het schrijven.");
  const melding = page.locator("[data-sessie]");
  expect.equal(await melding.isVisible(), false, "a warning at the start");

  // Nothing happens for almost eight hours.
  await page.clock.fastForward(7.7 * HOUR);
  await expect.visible(melding, "the warning");
  await expect.text(page, "Over tien minuten");
  await page.getByRole("button", { name: "Blijf ingelogd" }).click();
  await melding.waitFor({ state: "hidden" });
  expect.equal(await veld.inputValue(), "De hele ochtend aan het schrijven.", "what was typed");

  // Typing is doing something: the server hears of it, and there is no warning.
  await page.clock.fastForward(4 * HOUR);
  const heard = page.waitForResponse((answer) => answer.url().endsWith("/account"));
  await veld.press("End");
  await veld.pressSequentially(" En nog.");
  expect((await heard).ok(), "the server hears that somebody types");
  await page.clock.fastForward(5 * HOUR);
  expect.equal(await melding.isVisible(), false, "a warning for who types");

  // Signed out elsewhere: the page says so and keeps what stands on it.
  await page.context().clearCookies();
  await page.clock.fastForward(2.7 * HOUR);
  await page.getByRole("button", { name: "Blijf ingelogd" }).click();
  await expect.text(page, "uitgelogd. Wat hier staat blijft staan");
  expect.equal(await veld.inputValue(), "De hele ochtend aan het schrijven. En nog.", "what was typed");
}
