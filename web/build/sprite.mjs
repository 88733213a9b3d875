// One SVG sprite of the icons that src/icons.json names: our name → the drawing's name in
// lucide-static (ISC). Shown with <svg class="ww-icon"><use href="…/icons.svg#name"/></svg>.
import fs from "node:fs";
import path from "node:path";

export function sprite(root) {
  const names = JSON.parse(fs.readFileSync(path.join(root, "src/icons.json"), "utf8"));
  const symbols = Object.entries(names).map(([ours, theirs]) => {
    const file = path.join(root, "node_modules/lucide-static/icons", `${theirs}.svg`);
    const svg = fs.readFileSync(file, "utf8");
    const body = svg
      .slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"))
      .replace(/\s*\n\s*/g, "")
      .replace(/ \/>/g, "/>");
    return `<symbol id="${ours}" viewBox="0 0 24 24">${body}</symbol>`;
  });
  // The drawings inherit stroke and fill from the .ww-icon that uses them.
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}
