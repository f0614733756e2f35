/** Modules of the app, whose package is of another kind to the compiler than this one. */
const ofApp = (path: string) => import(new URL(`../../apps/app/src/${path}`, import.meta.url).href);

const { MARK } = (await ofApp('components/mark-paths.ts')) as {
  MARK: { width: number; first: string; second: string };
};
const { light, dark } = (await ofApp('lib/theme/tokens.ts')) as Record<
  'light' | 'dark',
  Record<'accent' | 'onAccent' | 'accentInk' | 'ink', string>
>;

/** The second stroke of the mark on the accent. */
const blush = '#E9A9C7';
const onAccent = { first: light.onAccent, second: blush };

interface Drawing {
  readonly first: string;
  readonly second: string;
  /** None: what lies beneath is seen. */
  readonly ground?: string;
  /** Share of the side that the square grid of the mark takes. */
  readonly scale: number;
  /** Of the ground's corners, on the grid of 32. */
  readonly corners?: number;
}

// Whoever masks an icon keeps a circle of 80 % of its side (W3C, "Web Application Manifest", safe zone), on Android one of
// 66 of 108 dp (Android Developers, "Adaptive icons"); the mark's own corners lie 0.53 of the grid's side off the middle.
const whole = 0.72;
const masked = 0.62;
const adaptive = 0.48;

/** An icon as SVG on a grid of 32 by 32; the mark stands in the middle, though its grid is a quarter of a unit off it. */
export function drawIcon({ first, second, ground, scale, corners = 0 }: Drawing): string {
  const base = ground ? `<rect width="32" height="32" rx="${corners}" fill="${ground}"/>` : '';
  const stroke = `fill="none" stroke-width="${MARK.width}" stroke-linecap="round" stroke-linejoin="round"`;
  const place = `transform="translate(16 16) scale(${scale}) translate(-16 -15.75)"`;
  const paths = `<path d="${MARK.second}" stroke="${second}"/><path d="${MARK.first}" stroke="${first}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${base}<g ${stroke} ${place}>${paths}</g></svg>`;
}

/** Pictures by path: what is drawn, and the side in pixels. */
export const icons: Readonly<Record<string, { side: number; drawing: Drawing }>> = {
  'assets/icon.png': { side: 1024, drawing: { ...onAccent, ground: light.accent, scale: whole } },
  'assets/icon-dark.png': { side: 1024, drawing: { first: dark.accentInk, second: dark.ink, scale: whole } },
  // iOS takes its brightness and gives it the person's colour.
  'assets/icon-tinted.png': {
    side: 1024,
    drawing: { first: '#FFFFFF', second: '#A6A6A6', ground: '#000000', scale: whole },
  },
  'assets/icon-foreground.png': { side: 1024, drawing: { ...onAccent, scale: adaptive } },
  'assets/splash.png': { side: 480, drawing: { first: light.accentInk, second: light.ink, scale: 1 } },
  'assets/splash-dark.png': { side: 480, drawing: { first: dark.accentInk, second: dark.ink, scale: 1 } },
  'assets/favicon.png': {
    side: 48,
    drawing: { ...onAccent, ground: light.accent, scale: whole, corners: 7 },
  },
  // Phones round the corners themselves.
  'public/apple-touch-icon.png': { side: 180, drawing: { ...onAccent, ground: light.accent, scale: whole } },
  'public/icon-192.png': {
    side: 192,
    drawing: { ...onAccent, ground: light.accent, scale: whole, corners: 7 },
  },
  'public/icon-512.png': {
    side: 512,
    drawing: { ...onAccent, ground: light.accent, scale: whole, corners: 7 },
  },
  'public/icon-maskable.png': { side: 512, drawing: { ...onAccent, ground: light.accent, scale: masked } },
};

/** The one that browsers scale themselves. */
export const favicon = drawIcon({ ...onAccent, ground: light.accent, scale: whole, corners: 7 });
