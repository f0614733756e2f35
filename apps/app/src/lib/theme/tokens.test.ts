import { type Colors, dark, light } from './tokens';

// Relative luminance and contrast as WCAG 2.2 defines them.
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

type Pair = [front: keyof Colors, grounds: (keyof Colors)[]];
const words: Pair[] = [
  ['ink', ['ground', 'surface', 'raised', 'sunken', 'chosen']],
  ['inkSoft', ['ground', 'surface', 'raised', 'sunken', 'track']],
  ['accentInk', ['ground', 'surface', 'raised']],
  ['onAccent', ['accent', 'accentHover', 'accentPressed']],
  ['onAccentSoft', ['accentSoft']],
  ['dangerInk', ['ground', 'surface', 'raised', 'dangerSoft']],
  ['onDanger', ['danger', 'dangerPressed']],
  ['successInk', ['successSoft']],
  ['warningInk', ['warningSoft']],
  ['onInverse', ['inverse']],
  ['inverseAccent', ['inverse']],
];
const frames: Pair[] = [['lineStrong', ['ground', 'surface', 'raised']]];

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s colours', (_, colors) => {
  const cases = (pairs: Pair[]) =>
    pairs.flatMap(([front, grounds]) => grounds.map((ground) => [front, ground] as const));

  it.each(cases(words))('let %s be read on %s', (front, ground) => {
    expect(contrast(colors[front], colors[ground])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(cases(frames))('let %s be seen on %s', (front, ground) => {
    expect(contrast(colors[front], colors[ground])).toBeGreaterThanOrEqual(3);
  });
});
