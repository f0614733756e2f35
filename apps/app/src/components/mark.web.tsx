import type { MarkProps } from './mark';
import { MARK } from './mark-paths';

/** The mark alone. */
export function Mark({ size, first, second }: MarkProps) {
  const stroke = {
    fill: 'none',
    strokeWidth: MARK.width,
    strokeLinecap: 'round',
    strokeLinejoin: 'round',
  } as const;
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <path d={MARK.second} stroke={second} {...stroke} />
      <path d={MARK.first} stroke={first} {...stroke} opacity={0.92} />
    </svg>
  );
}
