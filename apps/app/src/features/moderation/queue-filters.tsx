import { CaseReason, CaseState } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Icon } from '@/components/icon';
import { Menu, type MenuItem } from '@/components/menu';
import { Text } from '@/components/text';
import { Touch, type TouchState } from '@/components/touch';
import { useGroups } from '@/features/groups/queries';
import { useMe } from '@/lib/session';
import { stylesheet, TARGET, useTheme } from '@/lib/theme';
import { useQueueFilter } from './queue';

const useStyles = stylesheet(({ colors, radius, space }) => ({
  row: { flexDirection: 'row', flexWrap: 'wrap', gap: space.sm },
  chip: {
    minHeight: TARGET,
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.xs,
    paddingStart: space.md,
    paddingEnd: space.sm,
    borderRadius: radius.full,
    borderWidth: 1,
    borderColor: colors.line,
    backgroundColor: colors.surface,
    maxWidth: 240,
  },
  lit: { backgroundColor: colors.sunken },
  set: { backgroundColor: colors.accentSoft, borderColor: colors.accentSoft },
  setInk: { color: colors.onAccentSoft },
  word: { flexShrink: 1 },
}));

interface ChipProps {
  label: string;
  value: string;
  set: boolean;
  items: MenuItem[];
}

function Chip({ label, value, set, items }: ChipProps) {
  const styles = useStyles();
  const { colors } = useTheme();
  return (
    <Menu
      label={label}
      items={items}
      trigger={({ ref, onPress, expanded }) => (
        <Touch
          ref={ref}
          label={`${label}: ${value}`}
          aria-expanded={expanded}
          onPress={onPress}
          style={({ hovered }: TouchState) => [styles.chip, hovered && styles.lit, set && styles.set]}
        >
          <Text variant="small" numberOfLines={1} style={[styles.word, set && styles.setInk]}>
            {value}
          </Text>
          <Icon name="chevron-down" size={16} color={set ? colors.onAccentSoft : colors.inkSoft} />
        </Touch>
      )}
    />
  );
}

/** Which cases to show: where, in which state, for what reason. */
export function QueueFilters() {
  const styles = useStyles();
  const { t } = useTranslation();
  const me = useMe();
  const { data: groups } = useGroups();
  const { filter, change } = useQueueFilter();
  const { scope, state, reason } = filter;
  const judged = (groups ?? []).filter(({ abilities }) => abilities.moderate);
  const groupId = scope !== null && scope !== 'platform' ? scope.groupId : null;
  const groupName = groups?.find(({ id }) => id === groupId)?.name;
  const stateName = (each: typeof state) =>
    each === 'waiting' ? t('moderation.filter.waiting') : t(`moderation.state.${each}`);
  const item = (title: string, checked: boolean, to: Partial<typeof filter>): MenuItem => ({
    title,
    checked,
    onPress: () => change({ ...filter, ...to }),
  });
  return (
    <View style={styles.row}>
      <Chip
        label={t('moderation.filter.scope')}
        value={
          scope === 'platform'
            ? t('moderation.filter.platform')
            : groupId === null
              ? t('moderation.filter.all')
              : (groupName ?? '…')
        }
        set={scope !== null}
        items={[
          item(t('moderation.filter.all'), scope === null, { scope: null }),
          ...(me.moderator
            ? [item(t('moderation.filter.platform'), scope === 'platform', { scope: 'platform' })]
            : []),
          ...judged.map(({ id, name }) => item(name, id === groupId, { scope: { groupId: id } })),
        ]}
      />
      <Chip
        label={t('moderation.filter.state')}
        value={stateName(state)}
        set={state !== 'waiting'}
        items={(['waiting', ...CaseState.options] as const).map((each) =>
          item(stateName(each), each === state, { state: each }),
        )}
      />
      <Chip
        label={t('moderation.filter.reason')}
        value={reason ? t(`judging.reason.${reason}`) : t('moderation.filter.anyReason')}
        set={reason !== null}
        items={[
          item(t('moderation.filter.anyReason'), reason === null, { reason: null }),
          ...CaseReason.options.map((each) =>
            item(t(`judging.reason.${each}`), each === reason, { reason: each }),
          ),
        ]}
      />
    </View>
  );
}
