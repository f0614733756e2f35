import { useMemo } from 'react';
import { View } from 'react-native';
import Svg, { Path } from 'react-native-svg';
import { qrModules } from './qr-modules';

export interface QrCodeProps {
  text: string;
  /** What a screen reader says of it. */
  label: string;
  /** Pixels on each side. */
  size: number;
}

/** A QR code, dark on white in both schemes: many readers take no other. */
export function QrCode({ text, label, size }: QrCodeProps) {
  const { size: modules, path } = useMemo(() => qrModules(text), [text]);
  return (
    <View accessible role="img" aria-label={label}>
      <Svg width={size} height={size} viewBox={`0 0 ${modules} ${modules}`}>
        <Path d={`M0 0h${modules}v${modules}H0z`} fill="#FFFFFF" />
        <Path d={path} fill="#1F1A1C" />
      </Svg>
    </View>
  );
}
