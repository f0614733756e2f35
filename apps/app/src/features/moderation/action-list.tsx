import type { ActionKind } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { Platform, View } from 'react-native';
import { Checkbox } from '@/components/checkbox';
import { stylesheet, useLayout } from '@/lib/theme';

const useStyles = stylesheet(({ space }) => ({
  list: { gap: space.sm },
  wide: { flexDirection: 'row', flexWrap: 'wrap' },
  half: { flexBasis: '48%', flexGrow: 1 },
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
          <Checkbox
            key={kind}
            title={title}
            hint={hint}
            label={title}
            checked={on}
            onChange={() => onChoose(kind)}
            style={wide && styles.half}
            {...(Platform.OS === 'web' && wide && { note: String(index + 1) })}
          />
        );
      })}
    </View>
  );
}
