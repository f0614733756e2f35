import type { Blank } from './xmp-location.ts';

/** An image resource of Photoshop's that holds IPTC records: its signature and number. */
const RESOURCE = Buffer.from('8BIM\x04\x04', 'latin1');
const MARKER = 0x1c;
const APPLICATION_RECORD = 2;
/** Content location code and name, city, sublocation, province, country code and name (IPTC IIM 4.2, chapter 6). */
const PLACES = new Set([26, 27, 90, 92, 95, 100, 101]);
const MAX_BLOCKS = 64;

/** Finds the words for places in IPTC records, which sit among Photoshop's image resources. */
export function findIptcLocations(bytes: Buffer): Blank[] {
  const found: Blank[] = [];
  let at = bytes.indexOf(RESOURCE);
  for (let blocks = 0; at >= 0 && blocks < MAX_BLOCKS; blocks++) {
    // A name as a Pascal string, padded to an even length, then the size of the data.
    const size = at + 6 + (((bytes[at + 6] ?? 0) + 2) & ~1);
    if (size + 4 > bytes.length) break;
    const end = Math.min(size + 4 + bytes.readUInt32BE(size), bytes.length);
    found.push(...findDatasets(bytes, size + 4, end));
    at = bytes.indexOf(RESOURCE, at + RESOURCE.length);
  }
  return found;
}

function findDatasets(bytes: Buffer, start: number, end: number): Blank[] {
  const found: Blank[] = [];
  for (let at = start; at + 5 <= end && bytes[at] === MARKER; ) {
    const [record = 0, dataset = 0] = [bytes[at + 1], bytes[at + 2]];
    const length = bytes.readUInt16BE(at + 3);
    const next = at + 5 + length;
    // The highest bit announces a length of lengths, which no word for a place needs.
    if (length > 0x7fff || next > end) break;
    const text = bytes.toString('latin1', at + 5, next);
    if (record === APPLICATION_RECORD && PLACES.has(dataset) && text.trim() !== '')
      found.push({ start: at + 5, end: next });
    at = next;
  }
  return found;
}
