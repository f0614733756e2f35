/** The EXIF fields that tell when a photo was taken (CIPA DC-008, 4.6.5 and 4.6.6), as they are written. */
export interface ClockTags {
  readonly original?: string | undefined;
  readonly originalSubSeconds?: string | undefined;
  readonly originalOffset?: string | undefined;
  readonly digitised?: string | undefined;
  readonly digitisedOffset?: string | undefined;
  readonly modifiedOffset?: string | undefined;
  /** UTC date and [hours, minutes, seconds] of the position. */
  readonly gpsDate?: string | undefined;
  readonly gpsTime?: readonly number[] | undefined;
}

export interface CaptureTime {
  /** UTC milliseconds; the wall time read as UTC where `takenAtOffset` is null. */
  readonly takenAt: number | null;
  /** Minutes east of UTC. */
  readonly takenAtOffset: number | null;
}

const MINUTE = 60_000;
/** A position may be some minutes older than the photo. */
const GPS_TOLERANCE = 5 * MINUTE;
/** Offsets in use that are not whole hours, in minutes. */
const ODD_OFFSETS = [-570, -210, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825];

/** Resolves the camera's wall time by a recorded offset, else by the satellites' clock, else not at all. */
export function resolveCaptureTime(tags: ClockTags): CaptureTime {
  const gps = gpsInstant(tags);
  const wall = parseWallTime(tags.original, tags.originalSubSeconds) ?? parseWallTime(tags.digitised);
  if (wall === null) return { takenAt: gps, takenAtOffset: null };
  const offset =
    parseOffset(tags.originalOffset) ??
    parseOffset(tags.digitisedOffset) ??
    (gps === null ? null : offsetBetween(wall, gps)) ??
    parseOffset(tags.modifiedOffset);
  return { takenAt: offset === null ? wall : wall - offset * MINUTE, takenAtOffset: offset };
}

/** `YYYY:MM:DD HH:MM:SS` (some write dashes or a T) as if it were UTC; null for blanks, zeros and impossible dates. */
function parseWallTime(text: string | undefined, subSeconds?: string): number | null {
  const match = /^(\d{4})[:-](\d{2})[:-](\d{2})[ T](\d{2}):(\d{2}):(\d{2})/.exec(text ?? '');
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  if (year < 1800 || hour > 23 || minute > 59 || second > 60) return null;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  if (date.getUTCMonth() !== month - 1 || month < 1 || day < 1) return null;
  const digits = /^\d{1,9}/.exec(subSeconds?.trim() ?? '')?.[0];
  return date.getTime() + (digits ? Math.floor(Number(`0.${digits}`) * 1000) : 0);
}

/** `+02:00`, `-0330` or `Z` in minutes. */
function parseOffset(text: string | undefined): number | null {
  const trimmed = text?.trim() ?? '';
  if (trimmed === 'Z') return 0;
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(trimmed);
  if (!match) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  if (minutes > 14 * 60 || Number(match[3]) > 59) return null;
  return match[1] === '-' && minutes > 0 ? -minutes : minutes;
}

function gpsInstant({ gpsDate, gpsTime }: ClockTags): number | null {
  const date = /^(\d{4})[:-](\d{2})[:-](\d{2})/.exec(gpsDate ?? '');
  const [hours, minutes, seconds] = gpsTime ?? [];
  if (!date || hours === undefined || minutes === undefined || seconds === undefined) return null;
  if (!(hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 61))
    return null;
  const midnight = parseWallTime(`${date[1]}:${date[2]}:${date[3]} 00:00:00`);
  return midnight === null ? null : midnight + Math.round(((hours * 60 + minutes) * 60 + seconds) * 1000);
}

/** The offset in use somewhere that lies nearest, if it is near enough to be it. */
function offsetBetween(wall: number, gps: number): number | null {
  const minutes = (wall - gps) / MINUTE;
  const hours = Array.from({ length: 27 }, (_, i) => (i - 12) * 60);
  const near = [...hours, ...ODD_OFFSETS].filter(
    (offset) => Math.abs(minutes - offset) * MINUTE <= GPS_TOLERANCE,
  );
  return near[0] ?? null;
}
