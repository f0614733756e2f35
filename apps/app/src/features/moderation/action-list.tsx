import type { ActionKind } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { Platform, View } from 'react-native';
import { Icon } from '@/components/icon';
import { Text } from '@/components/text';
import { Touch, type TouchState } from '@/components/touch';
import { stylesheet, useLayout, useTheme } from '@/lib/theme';

const useStyles = stylesheet(({ colors, radius, space }) => ({
  list: { gap: space.sm },
  wide: { flexDirection: 'row', flexWrap: 'wrap' },
  item: {
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.md,
    minHeight: 60,
    paddingHorizontal: 14,
    paddingVertical: space.sm + 2,
    borderRadius: radius.md,
    borderWidth: 1,
    borderColor: colors.line,
  },
  half: { flexBasis: '48%', flexGrow: 1 },
  lit: { backgroundColor: colors.hover },
  chosen: { borderColor: colors.accentInk, backgroundColor: colors.accentSoft },
  square: {
    width: 22,
    height: 22,
    borderRadius: 5,
    borderWidth: 2,
    borderColor: colors.lineStrong,
    alignItems: 'center',
    justifyContent: 'center',
  },
  on: { borderColor: colors.accentInk, backgroundColor: colors.accentInk },
  words: { flex: 1, minWidth: 0 },
}));

export interface ActionListProps {
  possible: readonly ActionKind[];
  chosen: readonly ActionKind[];
  /** Whether this is about a request to hide: then to dismiss is to show. */
  hiding: boolean;
  onChoose: (kind: ActionKind) => void;
}

/** What can be done about a case; several things at once, but for nothing. */
export function ActionList({ possible, chosen, hiding, onChoose }: ActionListProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { colors } = useTheme();
  const { wide } = useLayout();
  const words = (kind: ActionKind): { title: string; hint: string } => {
    if (hiding && kind === 'dismiss')
      return { title: t('moderation.decide.show'), hint: t('moderation.decide.showHint') };
    if (hiding && kind === 'hide')
      return { title: t('moderation.decide.keep'), hint: t('moderation.decide.keepHint') };
    return { title: t(`moderation.decide.action.${kind}`), hint: t(`moderation.decide.hint.${kind}`) };
  };
  return (
    <View style={[styles.list, wide && styles.wide]} role="group" aria-label={t('moderation.decide.actions')}>
      {possible.map((kind, index) => {
        const on = chosen.includes(kind);
        const { title, hint } = words(kind);
        return (
          <Touch
            key={kind}
            role="checkbox"
            aria-checked={on}
            label={title}
            onPress={() => onChoose(kind)}
            style={({ hovered }: TouchState) => [
              styles.item,
              wide && styles.half,
              hovered && styles.lit,
              on && styles.chosen,
            ]}
          >
            <View style={[styles.square, on && styles.on]}>
              {on ? <Icon name="check" size={14} color={colors.surface} /> : null}
            </View>
            <View style={styles.words}>
              <Text variant="label">{title}</Text>
              <Text variant="small" tone="soft">
                {hint}
              </Text>
            </View>
            {Platform.OS === 'web' && wide ? (
              <Text variant="caption" tone="soft" aria-hidden>
                {index + 1}
              </Text>
            ) : null}
          </Touch>
        );
      })}
    </View>
  );
}
