const EXTENSION = 'http://ns.adobe.com/xmp/extension/\0';
/** Of an extension segment: its name, a digest, the whole length and its place in it (XMP part 3, 1.1.3.1). */
const EXTENSION_HEADER = EXTENSION.length + 40;

/** What XMP that is split over segments of a JPEG holds, in order: a name may be cut in two. */
export function extensionBodies(bytes: Buffer): Buffer[] {
  return readSegments(bytes)
    .filter((segment) => segment.toString('latin1', 0, EXTENSION.length) === EXTENSION)
    .map((segment) => segment.subarray(EXTENSION_HEADER));
}

/** The APP1 segments before the first scan. */
function readSegments(bytes: Buffer): Buffer[] {
  const segments: Buffer[] = [];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = bytes.readUInt16BE(at + 2);
    if (marker === 0xda || length < 2) break;
    if (marker === 0xe1) segments.push(bytes.subarray(at + 4, at + 2 + length));
    at += 2 + length;
  }
  return segments;
}
