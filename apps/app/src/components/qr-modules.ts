import { encodeQR } from 'qr';

/** A QR code as one path, on a grid of `size` by `size` modules with the quiet zone around it. */
export interface QrModules {
  size: number;
  path: string;
}

/** Modules of quiet zone on each side, as ISO/IEC 18004 asks for. */
const BORDER = 4;

/** Draws a text as a QR code (ISO/IEC 18004) that survives 15 % of it being covered. Dark runs become one rectangle each. */
export function qrModules(text: string): QrModules {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: BORDER });
  let path = '';
  for (const [y, row] of rows.entries()) {
    let from = -1;
    for (let x = 0; x <= row.length; x++) {
      if (row[x] && from < 0) from = x;
      if (row[x] || from < 0) continue;
      path += `M${from} ${y}h${x - from}v1H${from}z`;
      from = -1;
    }
  }
  return { size: rows.length, path };
}
