/** One colour per purpose; text and control colours meet WCAG AA on the grounds they are named for. */
export interface Colors {
  /** The page. */
  ground: string;
  /** Cards, sheets, fields. */
  surface: string;
  /** Menus and dialogs, above everything. */
  raised: string;
  /** Wells, skeletons, photos that are not there yet. */
  sunken: string;
  /** What segments and meters run in, and the segment that is chosen. */
  track: string;
  chosen: string;
  /** Hairlines. */
  line: string;
  /** Frames of controls: 3:1 against ground and surface. */
  lineStrong: string;
  ink: string;
  inkSoft: string;
  accent: string;
  accentHover: string;
  accentPressed: string;
  onAccent: string;
  accentSoft: string;
  onAccentSoft: string;
  /** Accent as text or line on ground and surface. */
  accentInk: string;
  danger: string;
  dangerPressed: string;
  onDanger: string;
  dangerSoft: string;
  dangerInk: string;
  successSoft: string;
  successInk: string;
  warningSoft: string;
  warningInk: string;
  /** A wash over ground or surface under the pointer, and while pressed. */
  hover: string;
  press: string;
  /** Behind dialogs. */
  scrim: string;
  /** Toasts, and what lies on photos: the same in both schemes. */
  inverse: string;
  onInverse: string;
  inverseAccent: string;
}

export const light: Colors = {
  ground: '#F8F6F3',
  surface: '#FFFFFF',
  raised: '#FFFFFF',
  sunken: '#EEEAE5',
  track: '#ECE7E2',
  chosen: '#FFFFFF',
  line: '#E4DED7',
  lineStrong: '#8B827D',
  ink: '#1F1A1C',
  inkSoft: '#645B5B',
  accent: '#7A2753',
  accentHover: '#8C3263',
  accentPressed: '#641D43',
  onAccent: '#FFFFFF',
  accentSoft: '#F5E6EE',
  onAccentSoft: '#6A1F47',
  accentInk: '#7A2753',
  danger: '#B3261E',
  dangerPressed: '#8F1C16',
  onDanger: '#FFFFFF',
  dangerSoft: '#FBE9E7',
  dangerInk: '#A3201A',
  successSoft: '#E3F1E8',
  successInk: '#24603F',
  warningSoft: '#FAEFD8',
  warningInk: '#7A4F00',
  hover: 'rgba(60, 40, 45, 0.06)',
  press: 'rgba(60, 40, 45, 0.11)',
  scrim: 'rgba(24, 16, 19, 0.46)',
  inverse: '#2A2426',
  onInverse: '#F8F4F1',
  inverseAccent: '#F5B3D0',
};

export const dark: Colors = {
  ground: '#141211',
  surface: '#1D1A19',
  raised: '#272322',
  sunken: '#23201E',
  track: '#0F0D0C',
  chosen: '#3B3432',
  line: '#352F2D',
  lineStrong: '#857B77',
  ink: '#F4F0EC',
  inkSoft: '#B4ABA5',
  accent: '#B04880',
  accentHover: '#B64D85',
  accentPressed: '#993A6D',
  onAccent: '#FFFFFF',
  accentSoft: '#3B2030',
  onAccentSoft: '#F6C3DA',
  accentInk: '#F0A6C8',
  danger: '#C93E34',
  dangerPressed: '#AC332A',
  onDanger: '#FFFFFF',
  dangerSoft: '#3B1D1A',
  dangerInk: '#FF9E94',
  successSoft: '#182B20',
  successInk: '#86D2A5',
  warningSoft: '#33280F',
  warningInk: '#EDC174',
  hover: 'rgba(255, 244, 238, 0.06)',
  press: 'rgba(255, 244, 238, 0.11)',
  scrim: 'rgba(0, 0, 0, 0.62)',
  inverse: '#F1ECE8',
  onInverse: '#1F1A1C',
  inverseAccent: '#7A2753',
};

/** Density-independent pixels, on a grid of 4. */
export const space = { xxs: 2, xs: 4, sm: 8, md: 12, lg: 16, xl: 24, xxl: 32, xxxl: 48, huge: 72 } as const;

export const radius = { sm: 6, md: 10, lg: 14, xl: 20, full: 999 } as const;

/** The least side of anything that is pressed. */
export const TARGET = 44;

/** Milliseconds. */
export const motion = { quick: 120, calm: 220 } as const;

export const elevation = {
  card: '0 1px 2px rgba(40, 24, 30, 0.05)',
  menu: '0 1px 2px rgba(20, 10, 14, 0.08), 0 8px 28px rgba(20, 10, 14, 0.16)',
  sheet: '0 2px 6px rgba(20, 10, 14, 0.08), 0 24px 64px rgba(20, 10, 14, 0.24)',
} as const;

/** Size, line height, weight, tracking; the face is the system's own. */
export const type = {
  display: { fontSize: 40, lineHeight: 46, fontWeight: '700', letterSpacing: -1.1 },
  title: { fontSize: 27, lineHeight: 34, fontWeight: '700', letterSpacing: -0.6 },
  heading: { fontSize: 19, lineHeight: 26, fontWeight: '600', letterSpacing: -0.25 },
  body: { fontSize: 16, lineHeight: 24, fontWeight: '400', letterSpacing: -0.05 },
  label: { fontSize: 15, lineHeight: 20, fontWeight: '600', letterSpacing: -0.05 },
  small: { fontSize: 14, lineHeight: 20, fontWeight: '400', letterSpacing: 0 },
  caption: { fontSize: 13, lineHeight: 17, fontWeight: '500', letterSpacing: 0 },
} as const;
export type TypeName = keyof typeof type;

/** From this width on there is room for the sidebar beside the content. */
export const WIDE = 900;
