const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/;
const KEY = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]{0,127})*$/;
const CONTENT_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,63}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,63}$/;

/** Characters of a key, at most. */
const MAX_KEY_LENGTH = 512;

/**
 * Whether an object can have this key: segments of unreserved ASCII (RFC 3986), up to 128 characters each,
 * none beginning with a dot, joined by single slashes. So a key is the same in a path, in a URL and in S3,
 * and can name nothing outside its folder.
 */
const isKey = (text: string): boolean => text.length <= MAX_KEY_LENGTH && KEY.test(text);

/** Throws a `RangeError` on what is no key. */
export function checkKey(key: string): void {
  if (!isKey(key)) throw new RangeError('not a key of an object');
}

/** Whether a folder or object can have this name. */
export const isSegment = (name: string): boolean => SEGMENT.test(name);

/** Throws a `RangeError` on what is no media type without parameters, in lower case (RFC 6838). */
export function checkContentType(type: string): void {
  if (!CONTENT_TYPE.test(type)) throw new RangeError('not a content type');
}
