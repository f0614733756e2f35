/** Bytes from `start` up to `end` that are to become spaces, so that what remains is well-formed. */
export interface Blank {
  readonly start: number;
  readonly end: number;
}

/** Names that tell a place: coordinates under any prefix, and the words for places of Photoshop and IPTC. */
const NAME =
  '(?:[\\w.-]{1,40}:(?:GPS\\w{0,40}|Gps\\w{0,40}|\\w{0,40}(?:Latitude|Longitude|Longtitude)\\w{0,40})' +
  '|photoshop:(?:City|State|Country)|Iptc4xmpCore:(?:Location|CountryCode)' +
  '|Iptc4xmpExt:(?:LocationCreated|LocationShown))';
const ATTRIBUTE = new RegExp(`\\s${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*')`, 'g');
const OPENING = new RegExp(`<(${NAME})(?=[\\s/>])[^<>]*>`, 'g');

/** Bytes of a packet whose end is not found that are looked through all the same. */
const UNENDED = 65_536;
const MAX_PACKETS = 64;
/** Names of elements without an end that are looked for; a packet has none. */
const MAX_UNCLOSED = 100;

/** Short on purpose: longer words are searched for more slowly. */
const START = Buffer.from('<rdf:R');
const END = Buffer.from('</rdf:RDF>');

/**
 * Finds what XMP packets say of the place, in whichever format they sit: all that are read here hold them in UTF-8
 * (XMP specification, part 3). Taken for Latin-1, which keeps one character a byte; the names that matter are ASCII.
 */
export function findXmpLocations(bytes: Buffer): Blank[] {
  const found: Blank[] = [];
  let at = bytes.indexOf(START);
  for (let packets = 0; at >= 0 && packets < MAX_PACKETS; packets++) {
    const close = bytes.indexOf(END, at);
    const stop = close < 0 ? Math.min(at + UNENDED, bytes.length) : close;
    found.push(...findInPacket(bytes.toString('latin1', at, stop)).map(moveBy(at)));
    at = bytes.indexOf(START, stop);
  }
  return found;
}

const moveBy =
  (by: number) =>
  ({ start, end }: Blank): Blank => ({ start: start + by, end: end + by });

/**
 * No byte of UTF-8 is FF, but every marker of a JPEG begins with one: a packet that goes on in another segment is
 * looked at a segment at a time, so that nothing between them is taken for text.
 */
function findInPacket(packet: string): Blank[] {
  let at = 0;
  return packet.split('\xff').flatMap((text) => {
    const found = findInText(text).map(moveBy(at));
    at += text.length + 1;
    return found;
  });
}

/** Where the attributes and elements that tell a place are. */
function findInText(text: string): Blank[] {
  const found = [...text.matchAll(ATTRIBUTE)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
  const unclosed = new Set<string>();
  let covered = 0;
  for (const { index, 0: tag, 1: name = '' } of text.matchAll(OPENING)) {
    if (index < covered) continue;
    covered = index + tag.length;
    if (!tag.endsWith('/>')) covered = endOf(text, name, covered, unclosed);
    found.push({ start: index, end: covered });
  }
  return found;
}

/** Behind the closing tag; where there is none, behind the text that follows the opening one. */
function endOf(text: string, name: string, from: number, unclosed: Set<string>): number {
  if (!unclosed.has(name) && unclosed.size < MAX_UNCLOSED) {
    const close = text.indexOf(`</${name}>`, from);
    if (close >= 0) return close + name.length + 3;
    unclosed.add(name);
  }
  const next = text.indexOf('<', from);
  return next < 0 ? text.length : next;
}
