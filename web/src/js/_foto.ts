// Photos before upload: turned upright, at most 2048 px, JPEG without metadata, shown on a
// canvas (the content policy allows no blob: picture). Without script the file goes as it is.
const LONGEST = 2048;
const MOST = 5;

export async function smaller(file: File): Promise<{ file: File; picture: ImageBitmap }> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  if (!blob) throw new Error("no canvas");
  const name = file.name.replace(/\.\w+$/, "") + ".jpg";
  return { file: new File([blob], name, { type: "image/jpeg" }), picture };
}

function thumbnail(picture: ImageBitmap): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const side = (canvas.width = canvas.height = 208);
  const crop = Math.min(picture.width, picture.height);
  const x = (picture.width - crop) / 2;
  const y = (picture.height - crop) / 2;
  canvas.getContext("2d")?.drawImage(picture, x, y, crop, crop, 0, 0, side, side);
  return canvas;
}

/** Watches one file field; texts come from the data-text-… attributes of the form. */
export function photoField(input: HTMLInputElement, texts: DOMStringMap): void {
  const list = input.form?.querySelector<HTMLElement>("[data-photo-list]");
  let chosen: { file: File; picture: ImageBitmap }[] = [];

  const show = (): void => {
    const transfer = new DataTransfer();
    for (const photo of chosen) transfer.items.add(photo.file);
    input.files = transfer.files;
    list?.replaceChildren(
      ...chosen.map((photo, index) => {
        const row = document.createElement("li");
        const label = `${texts.textPhoto ?? "Foto"} ${index + 1}`;
        const canvas = thumbnail(photo.picture);
        canvas.setAttribute("role", "img");
        canvas.setAttribute("aria-label", label);
        const button = document.createElement("button");
        button.type = "button";
        button.className = "nl-button nl-button--subtle";
        button.textContent = texts.textRemove ?? "×";
        button.setAttribute("aria-label", `${button.textContent}: ${label}`);
        button.addEventListener("click", () => {
          chosen = chosen.filter((other) => other !== photo);
          show();
          input.focus();
        });
        row.append(canvas, button);
        return row;
      }),
    );
  };

  input.addEventListener("change", async () => {
    const fresh = [...(input.files ?? [])];
    const refused: string[] = [];
    const most = Number(texts.most) || MOST;
    let tooMany = false;
    if (!input.multiple) chosen = [];
    for (const file of fresh) {
      tooMany = chosen.length >= most;
      if (tooMany) break;
      try {
        chosen.push(await smaller(file));
      } catch {
        refused.push(file.name);
      }
    }
    show();
    const tell = (text: string): void => {
      const row = document.createElement("li");
      row.className = "utrecht-form-field-error-message";
      row.textContent = text;
      list?.append(row);
    };
    if (refused.length) tell(`${refused.join(", ")}: ${texts.textRefused ?? ""}`);
    if (tooMany) tell(texts.textMany ?? "");
  });
}
