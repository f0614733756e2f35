import { ImagingError } from '../errors.ts';
import type { ExifMetadata } from '../exif.ts';
import { MAX_FRAME_PIXELS } from '../limits.ts';
import { processImage, type Variant } from '../process-image.ts';
import { variants } from '../variants.ts';
import { type Ffmpeg, type FilmSource, openFfmpeg } from './ffmpeg.ts';
import { findLocations, withBlanks } from './location.ts';
import { type FilmType, sniffFilm } from './sniff-film.ts';
import { readFilmTags } from './tags.ts';

export interface ProcessedFilm extends ExifMetadata {
  readonly mimeType: FilmType;
  /** Pixels, upright. */
  readonly width: number;
  readonly height: number;
  /** Milliseconds. */
  readonly duration: number;
  /** Base64 of the ThumbHash of its picture. */
  readonly thumbhash: string;
  /** Of a picture from its beginning, in the order of the table `variants`. */
  readonly variants: readonly Variant[];
  /** The film without what it says of the place, as long as before; null where nothing was found to take out. */
  readonly withoutLocation: FilmSource | null;
}

/** Seconds into the film that its picture is taken from: the first frame is often black or blurred. */
const PICTURE_AT = 1;

/** A stream of ffprobe's JSON, as far as it is used; none of it is to be trusted. */
interface Stream {
  readonly codec_type?: unknown;
  readonly width?: unknown;
  readonly height?: unknown;
  readonly tags?: Record<string, unknown>;
  readonly side_data_list?: readonly { readonly rotation?: unknown }[];
  readonly disposition?: { readonly attached_pic?: unknown };
}
interface Probed {
  readonly streams?: readonly Stream[];
  readonly format?: { readonly duration?: unknown; readonly tags?: Record<string, unknown> };
}

/** Milliseconds that 32 bits hold: clocks of films claim more. */
const MAX_DURATION = 2 ** 31 - 1;

/**
 * Makes everything that is shown of one film but the film itself. The bytes are not trusted. Throws ImagingError, also for a
 * film that says where it was made in a way that cannot be taken out: others are to get nothing of it.
 */
export async function processFilm(source: FilmSource, declaredType: string): Promise<ProcessedFilm> {
  const head = Buffer.alloc(12);
  const type = sniffFilm(head.subarray(0, source.read(head, 0)));
  if (type === undefined) throw new ImagingError('type-unsupported', 'not a film that is read here');
  if (type !== declaredType)
    throw new ImagingError('type-mismatch', `declared ${declaredType}, found ${type}`);
  const ffmpeg = await openFfmpeg(source);
  const probed = readProbe(ffmpeg);
  const { streams = [], format = {} } = probed;
  const video = streams.find(
    ({ codec_type, disposition }) => codec_type === 'video' && disposition?.attached_pic !== 1,
  );
  const [width, height] = [Number(video?.width), Number(video?.height)];
  const duration = Math.min(Math.round(Number(format.duration) * 1000), MAX_DURATION);
  if (!(width > 0 && height > 0 && duration > 0))
    throw new ImagingError('corrupt', 'a film without pictures');
  if (width * height > MAX_FRAME_PIXELS)
    throw new ImagingError('too-many-pixels', `${width} x ${height} are too many for a film`);
  const withoutLocation = await removeLocation(source);
  const picture = ffmpeg.picture(Math.min(PICTURE_AT, duration / 2000), variants[0].size);
  if (picture.code !== 0 || picture.output.length === 0)
    throw new ImagingError('corrupt', 'no picture of the film can be decoded');
  const { variants: made, thumbhash } = await processImage(picture.output, 'image/png');
  const sideways = video?.side_data_list?.some(({ rotation }) => Math.abs(Number(rotation)) % 180 === 90);
  return {
    ...readTags(probed),
    mimeType: type,
    width: sideways ? height : width,
    height: sideways ? width : height,
    duration,
    thumbhash,
    variants: made,
    withoutLocation,
  };
}

function readProbe(ffmpeg: Ffmpeg): Probed {
  try {
    return JSON.parse(ffmpeg.probe().output.toString('utf8')) as Probed;
  } catch (cause) {
    throw new ImagingError('corrupt', 'the headers of the film cannot be read', { cause });
  }
}

const readTags = ({ streams = [], format }: Probed): ExifMetadata =>
  readFilmTags(Object.assign({}, ...streams.map(({ tags }) => tags), format?.tags));

/** What was taken out is looked for once more, by the reader that knows the format. */
async function removeLocation(source: FilmSource): Promise<FilmSource | null> {
  const blanks = findLocations(source);
  if (blanks.length === 0) return null;
  const without = withBlanks(source, blanks);
  const { latitude } = readTags(readProbe(await openFfmpeg(without)));
  if (latitude !== null) throw new ImagingError('type-unsupported', 'its place could not be taken out');
  return without;
}
