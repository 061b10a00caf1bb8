// `picture` shows the screen from the height `top` on.
async ({ picture, top }) => {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const pixels = pen.getImageData(0, 0, image.width, image.height).data;
  const isMarked = (box) => {
    const x = Math.floor(box.left + box.width / 2);
    const y = Math.floor(box.top + box.height / 2) - top;
    const at = 4 * (y * image.width + x);
    return pixels[at] === 255 && pixels[at + 1] === 0 && pixels[at + 2] === 255;
  };
  let shown = "";
  for (const paragraph of document.querySelectorAll("p")) {
    const node = paragraph.firstChild;
    let offset = 0;
    for (const character of node.data) {
      const range = document.createRange();
      range.setStart(node, offset);
      offset += character.length;
      range.setEnd(node, offset);
      const box = range.getBoundingClientRect();
      if (box.width < 0.5 || !character.trim()) continue;
      shown += isMarked(box) ? character : "\u2026";
    }
    shown += "\n";
  }
  return shown.replace(/\n*\u2026[\n\u2026]*/g, "\u2026").trim();
}
