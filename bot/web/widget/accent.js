/** The house's color made readable: on light and dark grounds, and with words upon it, at 4.5 : 1 or more. */

const ENOUGH = 4.6;

/** Settle a color for a ground: as it is where it can be read there, otherwise mixed with ink until it can. */
export function settleAccent(color, ground, ink) {
  const [wished, below, above] = [color, ground, ink].map(readColor);
  if (!wished || !below || !above) return null;
  let settled = wished;
  for (let part = 0; contrast(settled, below) < ENOUGH && part <= 1; part += 0.05) {
    settled = wished.map((value, place) => Math.round(value * (1 - part) + above[place] * part));
  }
  const onIt = [
    [255, 255, 255],
    [20, 16, 12],
  ].sort((a, b) => contrast(b, settled) - contrast(a, settled))[0];
  return { accent: writeColor(settled), on: writeColor(onIt) };
}

/** Read any color that CSS knows, by painting one point with it. */
function readColor(color) {
  if (!color || !CSS.supports("color", color) || !globalThis.OffscreenCanvas) return null;
  const paint = new OffscreenCanvas(1, 1).getContext("2d");
  paint.fillStyle = color;
  paint.fillRect(0, 0, 1, 1);
  return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3);
}

function writeColor(color) {
  return `rgb(${color.join(" ")})`;
}

function contrast(one, other) {
  const [light, dark] = [one, other].map(shine).sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function shine(color) {
  const [red, green, blue] = color.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
