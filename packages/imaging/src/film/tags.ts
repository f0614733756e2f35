import type { ExifMetadata } from '../exif.ts';

/** ISO 6709, as films write it: `+48.8577+002.2950+035.000/`. */
const COORDINATES = /^([+-]\d{2}(?:\.\d+)?)([+-]\d{3}(?:\.\d+)?)/;
/** ISO 8601, as films write it: `2023-05-03T14:22:01+0200`, or in UTC with a Z. */
const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.\d+)?(?:Z|([+-]\d{2}):?(\d{2}))?$/;

/** What the tags of a film tell, by ffprobe's names for them. What is missing or makes no sense is null. */
export function readFilmTags(tags: Record<string, unknown>): ExifMetadata {
  const text = (...names: string[]): string | null => {
    for (const name of names) {
      const value = tags[name];
      if (typeof value === 'string' && value.trim() !== '') return value.trim().slice(0, 100);
    }
    return null;
  };
  const places = Object.entries(tags).find(([name]) => /location/i.test(name) && !/accuracy/i.test(name));
  const [, latitude, longitude] = COORDINATES.exec(String(places?.[1] ?? '')) ?? [];
  const [lat, lon] = [Number(latitude), Number(longitude)];
  const located =
    latitude !== undefined && Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (lat !== 0 || lon !== 0);
  return {
    ...readMoment(text('com.apple.quicktime.creationdate', 'creation_time') ?? ''),
    cameraMake: text('com.apple.quicktime.make', 'com.android.manufacturer', 'make'),
    cameraModel: text('com.apple.quicktime.model', 'com.android.model', 'model'),
    latitude: located ? lat : null,
    longitude: located ? lon : null,
  };
}

function readMoment(text: string): Pick<ExifMetadata, 'takenAt' | 'takenAtOffset'> {
  const [, day, time, hours, minutes] = MOMENT.exec(text) ?? [];
  const instant = Date.parse(`${day}T${time}Z`);
  // 1904 is where QuickTime's time begins: a clock that was never set.
  if (Number.isNaN(instant) || instant < Date.UTC(1970, 0, 2)) return { takenAt: null, takenAtOffset: null };
  if (hours === undefined) return { takenAt: instant, takenAtOffset: null };
  const offset = Number(hours) * 60 + Math.sign(Number(`${hours}1`)) * Number(minutes);
  return { takenAt: instant - offset * 60_000, takenAtOffset: offset };
}
