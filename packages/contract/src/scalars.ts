import { z } from 'zod';

/** UUID version 7, made by the server. */
export const Id = z.uuid();

/** A moment, RFC 3339 in UTC with milliseconds. */
export const Moment = z.iso.datetime();

/** Lower-case hex SHA-256. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits');

// Control characters, line separators and the bidirectional overrides that make one name look like another.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to refuse
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** A line a person typed: trimmed, normalised (NFC), without control characters. */
export const line = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .min(min)
    .max(max)
    .refine((text) => !unprintable.test(text), 'must not contain control characters');

// As above, save for line feeds.
const unprintableInProse =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to refuse
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** Lines a person typed, with line feeds between them; else as `line`. */
export const prose = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .overwrite((text) => text.replace(/\r\n?/g, '\n'))
    .min(min)
    .max(max)
    .refine((text) => !unprintableInProse.test(text), 'must not contain control characters');

/** An opaque position in a list. */
export const Cursor = z.string().min(1).max(200);

export const PageLimit = z.coerce.number().int().min(1).max(100);

/** An empty request body. */
export const Nothing = z.strictObject({});
