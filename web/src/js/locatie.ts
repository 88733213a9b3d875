// A form with a place in it: the pin writes the two fields beside the map, and what is typed there moves the pin.
import { pinField } from "./_speld";

for (const map of document.querySelectorAll<HTMLElement>("[data-map]")) {
  pinField(map);
  for (const name of ["lat", "lon"]) {
    map
      .closest("form")
      ?.querySelector<HTMLInputElement>(`input[name=${name}]`)
      ?.addEventListener("change", () => map.dispatchEvent(new Event("ww:draft")));
  }
}
