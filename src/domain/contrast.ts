/** A colour as a page names it: `#12436d`. */
export const HEX_COLOUR = /^#[\da-f]{6}$/i;

/** What text needs against its ground (WCAG 2.2, 1.4.3). */
export const LEAST_CONTRAST = 4.5;

/** How bright a channel of sRGB is, from 0 to 1 (WCAG 2.2, relative luminance). */
function bright(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** The contrast of white text on a colour, from 1 (white) to 21 (black): WCAG 2.2, contrast ratio. */
export function contrastWithWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => bright(Number.parseInt(colour.slice(from, from + 2), 16)));
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
