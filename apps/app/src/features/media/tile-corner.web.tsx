import { Icon } from '@/components/icon';
import { useTheme } from '@/lib/theme';
import { useIsSelecting } from './selection';

/** Takes away a photo that cannot be shown. */
export function TrashCorner({ label, onPress }: { label: string; onPress: () => void }) {
  const { colors } = useTheme();
  const selecting = useIsSelecting();
  if (selecting) return null;
  return (
    <button type="button" className="tile-trash" title={label} aria-label={label} onClick={onPress}>
      <Icon name="trash" size={20} color={colors.dangerInk} />
    </button>
  );
}
