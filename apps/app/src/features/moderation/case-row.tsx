import type { Case } from '@wmory/contract';
import i18n from 'i18next';
import { useTranslation } from 'react-i18next';
import { View, type ViewStyle } from 'react-native';
import { Badge } from '@/components/badge';
import { Icon } from '@/components/icon';
import type { IconName } from '@/components/icon-paths';
import { Text } from '@/components/text';
import { Touch, type TouchState } from '@/components/touch';
import { formatDistance } from '@/lib/format';
import { stylesheet, useTheme } from '@/lib/theme';

const useStyles = stylesheet(({ colors, space, motion }) => ({
  row: {
    flexDirection: 'row',
    gap: space.md,
    paddingHorizontal: space.lg,
    paddingVertical: space.md,
    minHeight: 76,
    transitionProperty: 'background-color',
    transitionDuration: `${motion.quick}ms`,
  } as ViewStyle,
  lit: { backgroundColor: colors.hover },
  here: { backgroundColor: colors.accentSoft },
  words: { flex: 1, minWidth: 0, gap: 2 },
  hereInk: { color: colors.onAccentSoft },
  badges: { flexDirection: 'row', flexWrap: 'wrap', gap: space.xs, paddingTop: space.xs },
}));

export const kindIcons = {
  photo: 'image',
  member: 'person',
  group: 'people',
  invite: 'link',
} as const satisfies Record<Case['subject']['kind'], IconName>;

/** "Photo by Ben". */
export function titleOfCase({ subject }: Pick<Case, 'subject'>): string {
  const name =
    subject.kind === 'group'
      ? subject.groupName
      : (subject.person?.name ?? '') || i18n.t('moderation.case.somebody');
  return i18n.t(`moderation.case.${subject.kind}`, { name });
}

/** How much there is to it: "2 reports". */
export const weightOf = ({ purpose, reportCount: count }: Pick<Case, 'purpose' | 'reportCount'>): string =>
  i18n.t(purpose === 'report' ? 'moderation.case.reports' : 'moderation.case.askedBy', { count });

/** A case in the queue. */
export function CaseRow({ case: shown, here, href }: { case: Case; here: boolean; href: string }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { colors } = useTheme();
  const { subject, reason, state, tier, openedAt } = shown;
  const ink = here ? styles.hereInk : null;
  return (
    <Touch
      href={href as '/moderation'}
      {...({ 'aria-current': here ? 'true' : undefined } as object)}
      style={({ hovered, pressed }: TouchState) => [
        styles.row,
        (hovered || pressed) && styles.lit,
        here && styles.here,
      ]}
    >
      <Icon name={kindIcons[subject.kind]} color={here ? colors.onAccentSoft : colors.inkSoft} />
      <View style={styles.words}>
        <Text variant="label" numberOfLines={1} style={ink}>
          {titleOfCase(shown)}
        </Text>
        <Text variant="small" numberOfLines={1} tone="soft" style={ink}>
          {t(`judging.reason.${reason}`)}
        </Text>
        <Text variant="caption" numberOfLines={1} tone="soft" style={ink}>
          {subject.kind === 'group' ? '' : `${subject.groupName} · `}
          {weightOf(shown)} · {formatDistance(openedAt)}
        </Text>
        {state === 'open' && tier === 'group' ? null : (
          <View style={styles.badges}>
            {tier === 'platform' ? <Badge tone="accent">{t('moderation.case.platform')}</Badge> : null}
            {state === 'open' ? null : (
              <Badge tone={state === 'appealed' ? 'warning' : 'neutral'}>
                {t(state === 'appealed' ? 'moderation.case.appeal' : `moderation.state.${state}`)}
              </Badge>
            )}
          </View>
        )}
      </View>
    </Touch>
  );
}
