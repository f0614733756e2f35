import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Loading } from '@/components/loading';
import { Skeleton } from '@/components/skeleton';
import { stylesheet, useLayout } from '@/lib/theme';
import { frameOf, headingHeight } from './feed-items';
import { sizeOf, useFeedView } from './feed-view';
import { justify } from './justify';

const useStyles = stylesheet(() => ({
  row: { flexDirection: 'row' },
  page: { overflow: 'hidden', flex: 1 },
}));

// The mixture of a usual day.
const ratios = [
  1.5, 0.75, 1.33, 1.5, 1.5, 0.67, 1.78, 1, 1.33, 0.75, 1.5, 1.5, 0.75, 1.33, 1.5, 1, 1.5, 0.75, 1.33, 1.78,
];

/** Stands where the feed will be. */
export function FeedSkeleton({ width }: { width: number }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { wide } = useLayout();
  const { shape, density } = useFeedView();
  const frame = frameOf(width, wide, shape, sizeOf(density));
  const rows = justify(shape === 'squares' ? ratios.map(() => 1) : ratios, frame);
  return (
    <Loading label={t('media.feed.loading')} style={[styles.page, { paddingHorizontal: frame.edge }]}>
      <View
        style={{
          height: headingHeight(wide),
          justifyContent: 'flex-end',
          paddingBottom: 14,
          paddingHorizontal: frame.edge ? 0 : 16,
        }}
      >
        <Skeleton width={132} height={16} />
      </View>
      {rows.map(({ start, height, widths }) => (
        <View key={start} style={[styles.row, { gap: frame.gap, marginBottom: frame.gap }]}>
          {widths.map((each, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: places in a drawing that never changes
            <Skeleton key={index} width={each} height={height} round={frame.round} />
          ))}
        </View>
      ))}
    </Loading>
  );
}
