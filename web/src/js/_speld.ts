// The pin on the map: by click, by dragging, by arrow keys, by four buttons, by the phone's own
// place. It only writes the hidden lat and lon fields; the address field stays an equal way.
type Point = { x: number; y: number };

export function pinField(map: HTMLElement): void {
  const svg = map.querySelector("svg");
  const pin = map.querySelector<SVGElement>("[data-pin]");
  const form = map.closest("form");
  const lat = form?.querySelector<HTMLInputElement>("input[name=lat]");
  const lon = form?.querySelector<HTMLInputElement>("input[name=lon]");
  if (!svg || !pin || !form || !lat || !lon) return;

  const box = map.parentElement ?? map;
  const status = box.querySelector<HTMLElement>("[data-map-status]");
  const read = (name: string): number => Number(map.dataset[name]);
  const width = read("width");
  const height = read("height");
  const [lonMin, lonMax, latMin, latMax] = ["lonMin", "lonMax", "latMin", "latMax"].map(read) as
    [number, number, number, number];
  const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));
  let at: Point = { x: width / 2, y: height / 2 };

  const draw = (): void => {
    pin.setAttribute("transform", `translate(${at.x.toFixed(1)} ${at.y.toFixed(1)})`);
    pin.removeAttribute("hidden");
  };
  const place = (x: number, y: number): void => {
    at = { x: within(x, width), y: within(y, height) };
    lon.value = (lonMin + (at.x / width) * (lonMax - lonMin)).toFixed(6);
    lat.value = (latMax - (at.y / height) * (latMax - latMin)).toFixed(6);
    draw();
    if (status) status.textContent = map.dataset.textPlaced ?? "";
    form.dispatchEvent(new Event("change"));
  };
  const fromFields = (): void => {
    if (!lat.value || !lon.value) return;
    const x = ((Number(lon.value) - lonMin) / (lonMax - lonMin)) * width;
    const y = ((latMax - Number(lat.value)) / (latMax - latMin)) * height;
    at = { x: within(x, width), y: within(y, height) };
    draw();
  };
  const toMap = (event: PointerEvent): Point => {
    const matrix = svg.getScreenCTM();
    return matrix
      ? new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse())
      : at;
  };

  map.tabIndex = 0;
  map.setAttribute("role", "application");
  map.setAttribute("aria-label", map.dataset.label ?? "");
  let held = false;
  svg.addEventListener("pointerdown", (event) => {
    held = true;
    svg.setPointerCapture(event.pointerId);
    const { x, y } = toMap(event);
    place(x, y);
    event.preventDefault();
    map.focus({ preventScroll: true });
  });
  svg.addEventListener("pointermove", (event) => {
    if (!held) return;
    const { x, y } = toMap(event);
    place(x, y);
  });
  for (const end of ["pointerup", "pointercancel"] as const) {
    svg.addEventListener(end, () => (held = false));
  }

  const by = (dx: number, dy: number, fine: boolean): void => {
    const step = width * (fine ? 0.004 : 0.02);
    place(at.x + dx * step, at.y + dy * step);
  };
  const arrows: Record<string, [number, number]> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };
  map.addEventListener("keydown", (event) => {
    const arrow = arrows[event.key];
    if (!arrow || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    by(...arrow, event.shiftKey);
  });

  const nudge = box.querySelector<HTMLElement>("[data-nudge]");
  if (nudge) nudge.hidden = false;
  for (const button of box.querySelectorAll<HTMLElement>("[data-nudge-by]")) {
    const [dx = 0, dy = 0] = (button.dataset.nudgeBy ?? "").split(",").map(Number);
    button.addEventListener("click", () => by(dx, dy, false));
  }

  const locate = box.querySelector<HTMLButtonElement>("[data-locate]");
  if (locate && !navigator.geolocation) locate.hidden = true;
  locate?.addEventListener("click", () => {
    const failed = (): void => {
      if (status) status.textContent = map.dataset.textNolocation ?? "";
    };
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => {
        const inside =
          longitude >= lonMin && longitude <= lonMax && latitude >= latMin && latitude <= latMax;
        if (!inside) return failed();
        place(
          ((longitude - lonMin) / (lonMax - lonMin)) * width,
          ((latMax - latitude) / (latMax - latMin)) * height,
        );
      },
      failed,
      { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 },
    );
  });

  map.addEventListener("ww:draft", fromFields);
  fromFields();
}
