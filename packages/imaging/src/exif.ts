import exifr from 'exifr';
import { type CaptureTime, resolveCaptureTime } from './capture-time.ts';

/** What an original tells about its making. */
export interface ExifMetadata extends CaptureTime {
  readonly cameraMake: string | null;
  readonly cameraModel: string | null;
  /** Degrees, WGS 84. */
  readonly latitude: number | null;
  readonly longitude: number | null;
}

const EXIF_PREFIX = 'Exif\0\0';
const ifd0 = { pick: ['Make', 'Model'] };
const exif = {
  pick: [
    'DateTimeOriginal',
    'SubSecTimeOriginal',
    'OffsetTimeOriginal',
    'CreateDate',
    'OffsetTimeDigitized',
    'OffsetTime',
  ],
};
const gps = {
  pick: ['GPSLatitudeRef', 'GPSLatitude', 'GPSLongitudeRef', 'GPSLongitude', 'GPSDateStamp', 'GPSTimeStamp'],
};

/** Reads an EXIF block. What is missing or makes no sense is null: a photo is not refused for its metadata. */
export async function readExif(block: Buffer | undefined): Promise<ExifMetadata> {
  const { ifd0 = {}, exif = {}, gps = {} } = block ? await parse(block) : {};
  const latitude = degrees(gps['GPSLatitude'], gps['GPSLatitudeRef'], 'S', 90);
  const longitude = degrees(gps['GPSLongitude'], gps['GPSLongitudeRef'], 'W', 180);
  // Cameras without a fix write zeros.
  const located = latitude !== null && longitude !== null && (latitude !== 0 || longitude !== 0);
  return {
    ...resolveCaptureTime({
      original: text(exif['DateTimeOriginal']),
      originalSubSeconds: text(exif['SubSecTimeOriginal']),
      originalOffset: text(exif['OffsetTimeOriginal']),
      digitised: text(exif['CreateDate']),
      digitisedOffset: text(exif['OffsetTimeDigitized']),
      modifiedOffset: text(exif['OffsetTime']),
      gpsDate: text(gps['GPSDateStamp']),
      gpsTime: numbers(gps['GPSTimeStamp']),
    }),
    cameraMake: label(ifd0['Make']),
    cameraModel: label(ifd0['Model']),
    latitude: located ? latitude : null,
    longitude: located ? longitude : null,
  };
}

type Tags = Record<string, unknown>;

async function parse(block: Buffer): Promise<{ ifd0?: Tags; exif?: Tags; gps?: Tags }> {
  const tiff = block.toString('latin1', 0, 6) === EXIF_PREFIX ? block.subarray(6) : block;
  const others = { ifd1: false, interop: false, xmp: false, icc: false, iptc: false, jfif: false };
  const options = {
    ...others,
    ifd0,
    exif,
    gps,
    reviveValues: false,
    translateValues: false,
    mergeOutput: false,
  };
  try {
    return (await exifr.parse(tiff, options)) ?? {};
  } catch {
    return {};
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function numbers(value: unknown): number[] | undefined {
  return Array.isArray(value) && value.every((item) => Number.isFinite(item)) ? value : undefined;
}

/** Printable and short, or null. */
function label(value: unknown): string | null {
  const printable = text(value)?.replace(/\p{C}/gu, '').trim().slice(0, 64);
  return printable ? printable : null;
}

function degrees(value: unknown, reference: unknown, negative: 'S' | 'W', limit: number): number | null {
  const [whole, minutes = 0, seconds = 0] = numbers(value) ?? [];
  if (whole === undefined) return null;
  const magnitude = whole + minutes / 60 + seconds / 3600;
  if (!(magnitude >= 0 && magnitude <= limit)) return null;
  return text(reference)?.trim().toUpperCase() === negative ? -magnitude : magnitude;
}
