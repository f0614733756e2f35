import { direction } from '@/i18n';
import { useTheme } from '@/lib/theme';
import type { IconProps } from './icon';
import { iconPaths, readingIcons } from './icon-paths';

/** A picture without a name of its own: the control around it carries that. */
export function Icon({ name, size = 22, color }: IconProps) {
  const { colors } = useTheme();
  const turned = direction() === 'rtl' && readingIcons.has(name);
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke={color ?? colors.ink}
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flexShrink: 0, ...(turned ? { transform: 'scaleX(-1)' } : {}) }}
      aria-hidden
    >
      {iconPaths[name].map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
