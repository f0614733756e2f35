import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type StyleProp, View, type ViewStyle } from 'react-native';
import { Skeleton } from './skeleton';

export interface LoadingProps {
  /** What is on its way; without it, that something is. */
  label?: string;
  /** How high each thing will be that is on its way, from the top. */
  rows?: readonly number[];
  /** Of the corners of rows. */
  round?: number;
  style?: StyleProp<ViewStyle>;
  /** Instead of rows, another drawing of what will be there. */
  children?: ReactNode;
}

/** Stands where something will be, and says so to those who do not see it. */
export function Loading({ label, rows = [], round = 14, style = { gap: 12 }, children }: LoadingProps) {
  const { t } = useTranslation();
  return (
    <View style={style} accessible role="progressbar" aria-busy aria-label={label ?? t('common.loading')}>
      {children ??
        rows.map((height, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they never change places
          <Skeleton key={row} height={height} round={round} />
        ))}
    </View>
  );
}
