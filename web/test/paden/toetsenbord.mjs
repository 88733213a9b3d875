// With the keyboard alone: the first Tab offers to skip to what the page is about, and that works.
export const naam = "toetsenbord";
export const scherm = { viewport: { width: 1280, height: 900 } };

export default async function toetsenbord({ page, expect }) {
  await page.goto("/");
  await page.keyboard.press("Tab");
  const target = await page.evaluate(() => document.activeElement?.getAttribute("href"));
  expect(target?.startsWith("#"), `the first Tab to reach a skip link, found ${target}`);
  const isVisible = await page.evaluate(() => {
    const { width, height, top, left } = document.activeElement.getBoundingClientRect();
    return width > 1 && height > 1 && top >= 0 && left >= 0;
  });
  expect(isVisible, "the skip link to be visible while it has the focus");
  await page.keyboard.press("Enter");
  const isThere = await page.evaluate(() => document.querySelector(location.hash || "#none") !== null);
  expect(isThere, `the skip link to lead somewhere: ${target}`);
  await page.keyboard.press("Tab");
  const isInside = await page.evaluate(
    () => document.querySelector(location.hash)?.compareDocumentPosition(document.activeElement) & (16 | 4),
  );
  expect(isInside, "the next Tab to go on from there");
}
