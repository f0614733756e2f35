import Svg, { Path } from 'react-native-svg';
import { direction } from '@/i18n';
import { useTheme } from '@/lib/theme';
import { type IconName, iconPaths, readingIcons } from './icon-paths';

export interface IconProps {
  name: IconName;
  size?: number;
  color?: string;
}

/** A picture without a name of its own: the control around it carries that. */
export function Icon({ name, size = 22, color }: IconProps) {
  const { colors } = useTheme();
  const turned = direction() === 'rtl' && readingIcons.has(name);
  return (
    <Svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke={color ?? colors.ink}
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      style={turned ? { transform: [{ scaleX: -1 }] } : undefined}
      aria-hidden
    >
      {iconPaths[name].map((path) => (
        <Path key={path} d={path} />
      ))}
    </Svg>
  );
}
