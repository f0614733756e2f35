import { useMemo } from 'react';
import type { QrCodeProps } from './qr-code';
import { qrModules } from './qr-modules';

/** A QR code, dark on white in both schemes: many readers take no other. */
export function QrCode({ text, label, size }: QrCodeProps) {
  const { size: modules, path } = useMemo(() => qrModules(text), [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      width={size}
      height={size}
      viewBox={`0 0 ${modules} ${modules}`}
      shapeRendering="crispEdges"
    >
      <path d={`M0 0h${modules}v${modules}H0z`} fill="#FFFFFF" />
      <path d={path} fill="#1F1A1C" />
    </svg>
  );
}
