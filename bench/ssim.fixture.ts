import sharp from 'sharp';

const WINDOW = 8;
const STEP = 4;
const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;

/**
 * Structural similarity of two encoded images of the same size, 1 for equal: the mean over windows of 8 x 8
 * of their luma (Wang et al., "Image quality assessment: from error visibility to structural similarity", 2004).
 */
export async function ssim(a: Buffer, b: Buffer): Promise<number> {
  const [first, second] = await Promise.all([luma(a), luma(b)]);
  const { width, height } = first;
  if (second.width !== width || second.height !== height) throw new Error('the sizes differ');
  let [sum, count] = [0, 0];
  for (let y = 0; y + WINDOW <= height; y += STEP) {
    for (let x = 0; x + WINDOW <= width; x += STEP) {
      sum += compareWindows(first.data, second.data, y * width + x, width);
      count++;
    }
  }
  return sum / count;
}

async function luma(bytes: Buffer) {
  const { data, info } = await sharp(bytes)
    .greyscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function compareWindows(a: Uint8Array, b: Uint8Array, start: number, width: number): number {
  let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0];
  for (let y = 0; y < WINDOW; y++) {
    for (let i = start + y * width; i < start + y * width + WINDOW; i++) {
      const [p, q] = [a[i] ?? 0, b[i] ?? 0];
      sumA += p;
      sumB += q;
      sumAA += p * p;
      sumBB += q * q;
      sumAB += p * q;
    }
  }
  const n = WINDOW * WINDOW;
  const [meanA, meanB] = [sumA / n, sumB / n];
  const [varianceA, varianceB] = [sumAA / n - meanA ** 2, sumBB / n - meanB ** 2];
  const covariance = sumAB / n - meanA * meanB;
  const structure = (2 * meanA * meanB + C1) * (2 * covariance + C2);
  return structure / ((meanA ** 2 + meanB ** 2 + C1) * (varianceA + varianceB + C2));
}
