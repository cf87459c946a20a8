import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

type Colour = readonly [lightness: number, chroma: number, hue: number];
const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];

const grounds = ['canvas', 'surface', 'raised', 'sunken', 'hover', 'active'];
const tones = ['ok', 'warn', 'bad', 'info', 'accent'];
const readable: [ink: string, ground: string][] = [
  ...grounds.flatMap((ground) =>
    ['ink', 'ink-2', 'ink-3', 'accent-ink'].map((ink): [string, string] => [ink, ground]),
  ),
  ...grounds
    .filter((ground) => ground !== 'active')
    .flatMap((ground) => tones.map((tone): [string, string] => [`${tone}-ink`, ground])),
  ...tones.flatMap((tone) =>
    ['ink', 'ink-2', `${tone}-ink`].map((ink): [string, string] => [ink, `${tone}-soft`]),
  ),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-bad', 'bad'],
  ['on-bad', 'bad-hover'],
];
const visible: [edge: string, ground: string][] = ['canvas', 'surface', 'raised', 'sunken'].flatMap(
  (ground) => ['line-strong', 'focus', 'accent'].map((edge): [string, string] => [edge, ground]),
);

describe('the colour tokens', () => {
  const tokens = readTokens(readFileSync(fileURLToPath(new URL('tokens.css', import.meta.url)), 'utf8'));

  it.each(themes)('give every text 4.5:1 on every ground that it stands on (%s)', (theme) => {
    expect(failing(tokens, theme, readable, 4.5)).toEqual([]);
  });

  it.each(themes)('give edges of controls and focus rings 3:1 (%s)', (theme) => {
    expect(failing(tokens, theme, visible, 3)).toEqual([]);
  });
});

type Tokens = Map<string, Record<Theme, Colour>>;

function readTokens(css: string): Tokens {
  const pattern = /--color-([\w-]+): light-dark\(oklch\(([\d. ]+)\), oklch\(([\d. ]+)\)\)/g;
  const tokens: Tokens = new Map();
  for (const [, name = '', light = '', dark = ''] of css.matchAll(pattern)) {
    tokens.set(name, { light: colour(light), dark: colour(dark) });
  }
  return tokens;
}

function colour(text: string): Colour {
  const [lightness = Number.NaN, chroma = Number.NaN, hue = Number.NaN] = text.split(' ').map(Number);
  return [lightness, chroma, hue];
}

function failing(tokens: Tokens, theme: Theme, pairs: [string, string][], least: number): string[] {
  return pairs
    .map(([ink, ground]) => ({
      ink,
      ground,
      ratio: contrast(token(tokens, ink)[theme], token(tokens, ground)[theme]),
    }))
    .filter(({ ratio }) => !(ratio >= least))
    .map(({ ink, ground, ratio }) => `${ink} on ${ground}: ${ratio.toFixed(2)}`);
}

function token(tokens: Tokens, name: string): Record<Theme, Colour> {
  const found = tokens.get(name);
  if (!found) throw new Error(`No token --color-${name}`);
  return found;
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
function contrast(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance by Björn Ottosson's OKLab matrices (https://bottosson.github.io/posts/oklab), clipped to sRGB. */
function luminance([lightness, chroma, hue]: Colour): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (channel: number) => Math.min(1, Math.max(0, channel));
  const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
