/** The films that are read, by media type. */
export type FilmType = 'video/mp4' | 'video/quicktime';

/** Major brands of MP4 as phones and cameras write them; those of parts of streams are none of them. */
const MP4_BRAND = /^(isom|iso[2-9]|mp4[12]|avc1|M4V |M4VH|3gp[4-9]|MSNV|XAVC|hvc1|av01)$/;

/** The type that the leading bytes give away, or undefined where it is no film that is read here. */
export function sniffFilm(bytes: Uint8Array): FilmType | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 12));
  if (head.length < 12) return undefined;
  const first = head.toString('latin1', 4, 8);
  // QuickTime of before 2005 has no `ftyp`.
  if (first === 'moov' || first === 'wide' || first === 'mdat') return 'video/quicktime';
  if (first !== 'ftyp') return undefined;
  const brand = head.toString('latin1', 8, 12);
  if (brand === 'qt  ') return 'video/quicktime';
  return MP4_BRAND.test(brand) ? 'video/mp4' : undefined;
}
