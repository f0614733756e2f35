import type { Group } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { View, type ViewStyle } from 'react-native';
import { Badge } from '@/components/badge';
import { Text } from '@/components/text';
import { Touch, type TouchState } from '@/components/touch';
import { sayNew } from '@/lib/format';
import { stylesheet } from '@/lib/theme';
import { GroupCover } from './group-cover';

const useStyles = stylesheet(({ colors, radius, space, motion }) => ({
  card: { gap: space.md, borderRadius: radius.lg },
  cover: {
    aspectRatio: 4 / 3,
    borderRadius: radius.lg,
    overflow: 'hidden',
    backgroundColor: colors.sunken,
    transitionProperty: 'transform, box-shadow',
    transitionDuration: `${motion.calm}ms`,
  } as ViewStyle,
  lifted: { boxShadow: '0 10px 30px rgba(30, 15, 22, 0.18)', transform: [{ translateY: -3 }] },
  foot: { flexDirection: 'row', gap: space.sm, paddingHorizontal: space.xxs },
  words: { flex: 1, minWidth: 0, gap: 1 },
}));

/** A group as its cover, name and counts; leads to it. */
export function GroupCard({ group }: { group: Group }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const counts = `${t('common.photos', { count: group.photoCount })} · ${t('common.people', { count: group.memberCount })}`;
  return (
    <Touch href={`/groups/${group.id}`} style={styles.card}>
      {({ hovered, pressed }: TouchState) => (
        <>
          <View style={[styles.cover, (hovered || pressed) && styles.lifted]}>
            <GroupCover cover={group.cover} />
          </View>
          <View style={styles.foot}>
            <View style={styles.words}>
              <Text variant="heading" numberOfLines={1}>
                {group.name}
              </Text>
              <Text variant="small" tone="soft" numberOfLines={1}>
                {counts}
              </Text>
            </View>
            {group.newCount > 0 ? <Badge tone="accent">{sayNew(group.newCount)}</Badge> : null}
          </View>
        </>
      )}
    </Touch>
  );
}
