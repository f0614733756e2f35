import type { Photo } from '@wmory/contract';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Icon } from '@/components/icon';
import { Text } from '@/components/text';
import { Touch } from '@/components/touch';
import { stylesheet, TARGET, useTheme } from '@/lib/theme';
import { dayTitle } from './day';
import { useFeedContext } from './feed-context';
import { headingHeight } from './feed-items';
import { select, useIsSelecting, useSelectedOf } from './selection';

const useStyles = stylesheet(({ colors, space, radius }) => ({
  line: { flexDirection: 'row', alignItems: 'flex-end', gap: space.sm },
  start: { flex: 1, minWidth: 0, flexDirection: 'row', alignItems: 'center', minHeight: TARGET },
  check: { width: TARGET, height: TARGET, alignItems: 'center', justifyContent: 'center', marginStart: -10 },
  disc: {
    width: 24,
    height: 24,
    borderRadius: radius.full,
    borderWidth: 2,
    borderColor: colors.lineStrong,
    alignItems: 'center',
    justifyContent: 'center',
  },
  discOn: { backgroundColor: colors.accent, borderColor: colors.accent },
  hidden: { position: 'absolute', opacity: 0 },
}));

export interface DayHeadingProps {
  day: number;
  photos: readonly Photo[];
  /** Pixels before and after. */
  inset: number;
  /** In few letters. */
  brief?: boolean;
  /** At the end of the line. */
  children?: ReactNode;
}

/** A day, with a box that selects all of it. */
export function DayHeading({ day, photos, inset, brief = false, children }: DayHeadingProps) {
  const styles = useStyles();
  const { colors } = useTheme();
  const { t } = useTranslation();
  const { wide } = useFeedContext();
  const selecting = useIsSelecting();
  const chosen = useSelectedOf(photos);
  const [lit, setLit] = useState(false);
  const title = dayTitle(day, brief);
  const shown = selecting || lit;
  const ids = photos.map(({ id }) => id);
  return (
    <View
      style={[styles.line, { height: headingHeight(wide), paddingHorizontal: inset }]}
      {...({
        onPointerEnter: (event: { nativeEvent: { pointerType: string } }) =>
          setLit(event.nativeEvent.pointerType === 'mouse'),
        onPointerLeave: () => setLit(false),
      } as object)}
    >
      <View style={styles.start}>
        <Touch
          role="checkbox"
          label={t('media.select.day', { day: dayTitle(day) })}
          aria-checked={chosen === 'some' ? 'mixed' : chosen === 'all'}
          onPress={() => select(ids, chosen !== 'all')}
          onFocus={() => setLit(true)}
          onBlur={() => setLit(false)}
          style={[styles.check, shown ? null : styles.hidden]}
        >
          <View style={[styles.disc, chosen !== 'none' && styles.discOn]}>
            {chosen === 'none' ? null : (
              <Icon name={chosen === 'all' ? 'check' : 'minus'} size={16} color={colors.onAccent} />
            )}
          </View>
        </Touch>
        <Text variant="label" level={2} numberOfLines={1}>
          {title}
        </Text>
      </View>
      {children}
    </View>
  );
}
