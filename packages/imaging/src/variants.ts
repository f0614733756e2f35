/** One picture made of every original. */
export interface VariantSpec {
  readonly name: 'thumb' | 'preview';
  /** Pixels of the longer side; smaller originals are not enlarged. */
  readonly size: number;
  readonly mimeType: 'image/webp';
  /** libwebp's 0..100. */
  readonly quality: number;
  /** libwebp's method, 0..6. */
  readonly effort: number;
}

/**
 * The pictures made of every original, largest first: each is scaled from the one before.
 * Measured in docs/adr/0005-variants.md; `bench/variants.ts` prints that table again.
 */
export const variants = [
  { name: 'preview', size: 1600, mimeType: 'image/webp', quality: 80, effort: 2 },
  { name: 'thumb', size: 480, mimeType: 'image/webp', quality: 75, effort: 2 },
] as const satisfies readonly VariantSpec[];
