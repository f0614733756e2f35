const MAX_LENGTH = 255;
const MAX_ENDING = 16;

// What would leave the folder, break a header or make one name look like another.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to replace
const unsafe = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069/\\]/g;

/** A file's name as it is kept and given back: composed (NFC), one line, no path, at most 255 characters. */
export function cleanFileName(name: string): string {
  const clean = name.toWellFormed().normalize('NFC').replace(unsafe, '_').trim();
  if (/^\.*$/.test(clean)) return 'photo';
  if (clean.length <= MAX_LENGTH) return clean;
  const dot = clean.lastIndexOf('.');
  const ending = dot > 0 && clean.length - dot <= MAX_ENDING ? clean.slice(dot) : '';
  const stem = clean.slice(0, MAX_LENGTH - ending.length);
  // A pair of surrogates that the cut parted loses its first half too.
  return stem.replace(/[\ud800-\udbff]$/, '') + ending;
}
