/** Atoms and keys under which a film says where: QuickTime's, 3GPP's, and tracks of places (Google, GoPro). */
const WORDS = ['\xa9xyz', 'loci', 'com.apple.quicktime.location', 'camm', 'gpmd'];
const FILM = Buffer.from('ftyp');

/** Where a film behind a picture begins, as phones put it there, if it says where; undefined otherwise. */
export function findLocatedFilm(bytes: Buffer): number | undefined {
  for (let at = bytes.indexOf(FILM); at >= 0; at = bytes.indexOf(FILM, at + 1)) {
    // The length of this first box is small: chance does not write such before the word into a picture.
    if (at < 4 || bytes.readUInt32BE(at - 4) > 255) continue;
    return WORDS.some((word) => bytes.includes(word, at, 'latin1')) ? at - 4 : undefined;
  }
  return undefined;
}
