import Svg, { Path } from 'react-native-svg';
import { MARK } from './mark-paths';

export interface MarkProps {
  size: number;
  first: string;
  second: string;
}

/** The mark alone. */
export function Mark({ size, first, second }: MarkProps) {
  const stroke = {
    fill: 'none',
    strokeWidth: MARK.width,
    strokeLinecap: 'round',
    strokeLinejoin: 'round',
  } as const;
  return (
    <Svg width={size} height={size} viewBox="0 0 32 32">
      <Path d={MARK.second} stroke={second} {...stroke} />
      <Path d={MARK.first} stroke={first} {...stroke} opacity={0.92} />
    </Svg>
  );
}
