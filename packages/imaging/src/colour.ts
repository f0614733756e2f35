/**
 * Conversion to sRGB for the profiles that cameras write: three primaries and three curves (ICC.1:2022,
 * "three-component matrix-based profiles"). Done on the scaled-down pixels with three tables and a matrix it
 * costs a tenth of the colour engine's run over the whole photo (docs/adr/0005-variants.md). Profiles of any
 * other kind are left to that engine.
 */
export interface MatrixProfile {
  /** For each channel, 256 linear values in 0..1. */
  readonly curves: readonly [Float64Array, Float64Array, Float64Array];
  /** From this profile's linear RGB to linear sRGB, row by row. */
  readonly matrix: readonly number[];
  /** No value changes by more than one step of 255: there is nothing to convert. */
  readonly isSrgb: boolean;
}

/** XYZ relative to D50, which all profiles are written in, to linear sRGB (Bradford-adapted; IEC 61966-2-1). */
const XYZ_TO_SRGB = [
  [3.1338561, -1.6168667, -0.4906146],
  [-0.9787684, 1.9161415, 0.033454],
  [0.0719453, -0.2289914, 1.4052427],
] as const;
const D50 = [0.9642, 1, 0.8249] as const;

/** Reads a profile. Undefined for one that is not a plain RGB matrix profile, or that does not add up. */
export function readMatrixProfile(icc: Buffer): MatrixProfile | undefined {
  try {
    return parseProfile(icc);
  } catch (error) {
    if (error instanceof RangeError) return undefined; // an offset beyond the end
    throw error;
  }
}

function parseProfile(icc: Buffer): MatrixProfile | undefined {
  const text = (at: number) => icc.toString('latin1', at, at + 4);
  if (text(36) !== 'acsp' || text(16) !== 'RGB ' || text(20) !== 'XYZ ') return undefined;
  const tags = new Map<string, number>();
  const count = Math.min(icc.readUInt32BE(128), 100);
  for (let i = 0; i < count; i++) tags.set(text(132 + i * 12), icc.readUInt32BE(132 + i * 12 + 4));
  if (tags.has('A2B0')) return undefined; // a table that goes before the matrix
  const primaries = ['rXYZ', 'gXYZ', 'bXYZ'].map((tag) => readXyz(icc, tags.get(tag)));
  const curves = ['rTRC', 'gTRC', 'bTRC'].map((tag) => readCurve(icc, tags.get(tag)));
  const [r, g, b] = primaries;
  const [rCurve, gCurve, bCurve] = curves;
  if (!r || !g || !b || !rCurve || !gCurve || !bCurve) return undefined;
  // The primaries of a sane profile add up to its white, which is always D50.
  if (D50.some((white, i) => Math.abs((r[i] ?? 0) + (g[i] ?? 0) + (b[i] ?? 0) - white) > 0.02))
    return undefined;
  const matrix = XYZ_TO_SRGB.flatMap((row) =>
    [r, g, b].map((p) => row[0] * (p[0] ?? 0) + row[1] * (p[1] ?? 0) + row[2] * (p[2] ?? 0)),
  );
  const profile = { curves: [rCurve, gCurve, bCurve] as const, matrix };
  return { ...profile, isSrgb: isSrgb(profile) };
}

function readXyz(icc: Buffer, at: number | undefined): number[] | undefined {
  if (at === undefined || icc.toString('latin1', at, at + 4) !== 'XYZ ') return undefined;
  return [8, 12, 16].map((offset) => icc.readInt32BE(at + offset) / 65536);
}

/** A `curv` or `para` element (ICC.1:2022, 10.6 and 10.18) as 256 linear values. */
function readCurve(icc: Buffer, at: number | undefined): Float64Array | undefined {
  if (at === undefined) return undefined;
  const evaluate = curveFunction(icc, at);
  if (!evaluate) return undefined;
  const curve = Float64Array.from({ length: 256 }, (_, i) => Math.min(1, Math.max(0, evaluate(i / 255))));
  return curve.every(Number.isFinite) ? curve : undefined;
}

function curveFunction(icc: Buffer, at: number): ((x: number) => number) | undefined {
  const kind = icc.toString('latin1', at, at + 4);
  if (kind === 'para') return parametricCurve(icc, at);
  if (kind !== 'curv') return undefined;
  const count = icc.readUInt32BE(at + 8);
  if (count === 0) return (x) => x;
  if (count === 1) {
    const gamma = icc.readUInt16BE(at + 12) / 256;
    return (x) => x ** gamma;
  }
  const sample = (i: number) => icc.readUInt16BE(at + 12 + Math.min(i, count - 1) * 2) / 65535;
  return (x) => {
    const position = x * (count - 1);
    const i = Math.floor(position);
    return sample(i) + (sample(i + 1) - sample(i)) * (position - i);
  };
}

function parametricCurve(icc: Buffer, at: number): ((x: number) => number) | undefined {
  const type = icc.readUInt16BE(at + 8);
  const parameter = (i: number) => icc.readInt32BE(at + 12 + i * 4) / 65536;
  const g = parameter(0);
  if (type === 0) return (x) => x ** g;
  const [a, b] = [parameter(1), parameter(2)];
  if (type === 1) return (x) => (x >= -b / a ? (a * x + b) ** g : 0);
  const c = parameter(3);
  if (type === 2) return (x) => (x >= -b / a ? (a * x + b) ** g + c : c);
  const d = parameter(4);
  if (type === 3) return (x) => (x >= d ? (a * x + b) ** g : c * x);
  const [e, f] = [parameter(5), parameter(6)];
  if (type === 4) return (x) => (x >= d ? (a * x + b) ** g + e : c * x + f);
  return undefined;
}

const STEPS = 16384;
/** Linear light in 0..1, as an index, to an sRGB value of 0..255. */
const encoded = Uint8Array.from({ length: STEPS + 1 }, (_, i) => {
  const x = i / STEPS;
  return Math.round(255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055));
});

/** Converts interleaved RGB or RGBA bytes to sRGB, in place. Colours that sRGB does not have are clipped. */
export function convertToSrgb(
  data: Uint8Array,
  channels: number,
  profile: Omit<MatrixProfile, 'isSrgb'>,
): void {
  const [rCurve, gCurve, bCurve] = profile.curves;
  const [rr = 0, rg = 0, rb = 0, gr = 0, gg = 0, gb = 0, br = 0, bg = 0, bb = 0] = profile.matrix;
  const encode = (x: number) => encoded[x <= 0 ? 0 : x >= 1 ? STEPS : (x * STEPS + 0.5) | 0] as number;
  for (let i = 0; i + 2 < data.length; i += channels) {
    const r = rCurve[data[i] as number] as number;
    const g = gCurve[data[i + 1] as number] as number;
    const b = bCurve[data[i + 2] as number] as number;
    data[i] = encode(rr * r + rg * g + rb * b);
    data[i + 1] = encode(gr * r + gg * g + gb * b);
    data[i + 2] = encode(br * r + bg * g + bb * b);
  }
}

function isSrgb(profile: Omit<MatrixProfile, 'isSrgb'>): boolean {
  const levels = [0, 32, 64, 96, 128, 160, 192, 224, 255];
  const before = levels.flatMap((r) => levels.flatMap((g) => levels.flatMap((b) => [r, g, b])));
  const after = Uint8Array.from(before);
  convertToSrgb(after, 3, profile);
  return after.every((value, i) => Math.abs(value - (before[i] ?? 0)) <= 1);
}
