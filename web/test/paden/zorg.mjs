// "Zorg om een bewoner": from a task one tap passes it to the coordinator, with nothing to write; nobody else sees it.
import { eigenWoord, meld, naarDeStraat, wijkVan } from "../hulp.mjs";

export const naam = "zorg";
export const bij = "velsen";

export default async function zorg({ page, expect, tik, word, open }) {
  const woord = eigenWoord("gordijn");
  const beheer = await open({ rol: "velsen-wijkbeheerder", viewport: { width: 1280, height: 900 } });
  const wijk = await wijkVan(beheer, "velsen");
  const { nummer } = await meld(open, "velsen", {
    wijk: wijk.sleutel,
    onderwerp: "heel",
    adres: `${woord}laan`,
    omschrijving: `De ${woord} is kapot.`,
  });
  await naarDeStraat(beheer, "velsen", nummer, ["straat"]);
  await word("velsen-vakploeg");
  await page.goto("/velsen/account");
  const ik = (await page.locator("dl dd").first().innerText()).trim();
  await beheer.goto("/velsen/taken/verdelen");
  const card = beheer.locator("[data-taak]", { hasText: `${woord}laan` });
  await card.locator("select").selectOption({ label: ik });
  await card.locator("form button").click();
  await expect.text(beheer, `Gegeven aan ${ik}`);

  await page.goto("/velsen/taken");
  await page.locator(".ww-task", { hasText: `${woord}laan` }).locator(".ww-cover").click();
  const form = page.locator("#zorg");
  const written = await form.locator("textarea, input:not([type=radio]):not([type=hidden])").count();
  expect.equal(written, 0, "the fields to write in");
  tik.opnieuw();
  await tik(form.getByRole("button"));
  await expect.text(page, "Doorgegeven aan");
  expect.equal(tik.aantal, 1, "the taps it took");

  // The coordinator sees the place and whom to call; nothing of the melding's words.
  await page.context().clearCookies();
  await word("velsen-coordinator");
  await page.goto("/velsen/zorg");
  const row = page.locator("main li.ww-card", { hasText: `${woord}laan` });
  expect.equal(await row.count(), 1, "the signals of this task");
  await expect.text(page, ik);
  await expect.noText(page, `De ${woord} is kapot`);
  await tik(row.getByRole("button", { name: "Pak op" }));
  await expect.text(page, "Opgepakt. Bel of mail nu");
  await expect.visible(row.locator(".ww-badge", { hasText: "Opgepakt" }), "that it was taken up");
  // Closing asks first: it cannot be brought back.
  await tik(row.locator("summary"));
  await tik(row.getByRole("button", { name: "Ja, sluit af" }));
  await expect.text(page, "Afgesloten.");
  expect.equal(await row.count(), 0, "the signals left of this task");

  for (const rol of ["velsen-wijkbeheerder", "velsen-vakploeg", "velsen-functioneelbeheerder", "velsen-wijkteamlid-politie"]) {
    const other = await open({ rol });
    const answer = await other.goto("/velsen/zorg");
    expect([403, 404].includes(answer.status()), `${rol} to be refused the closed list, found ${answer.status()}`);
    await expect.noText(other, woord);
  }
  const nobody = await open();
  expect.equal((await nobody.goto("/velsen/zorg")).status(), 401, "the status for somebody without an account");
}
