import { useRouter, useSegments } from 'expo-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ScrollView, View } from 'react-native';
import { Button } from '@/components/button';
import { Text } from '@/components/text';
import { useKeys } from '@/features/media/keys';
import { useMe } from '@/lib/session';
import { stylesheet } from '@/lib/theme';
import { KeysSheet } from './keys-sheet';
import { addressOf, stepFrom, useQueue, useQueueFilter, useTwoPanes } from './queue';
import { QueueList } from './queue-list';

const useStyles = stylesheet(({ colors, space }) => ({
  frame: { flex: 1, flexDirection: 'row', backgroundColor: colors.ground },
  pane: { width: 416, flexGrow: 0, borderEndWidth: 1, borderEndColor: colors.line },
  list: { padding: space.lg, gap: space.lg, paddingBottom: space.huge },
  head: { flexDirection: 'row', alignItems: 'center', justifyContent: 'space-between', gap: space.sm },
  page: { flex: 1, minWidth: 0 },
}));

/** Around the pages of moderation: the queue beside the case where there is room, and the keys of both. */
export function ModerationFrame({ children }: { children: ReactNode }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const twoPanes = useTwoPanes();
  const me = useMe();
  const router = useRouter();
  const inHistory = (useSegments() as string[]).includes('history');
  const { filter, caseId } = useQueueFilter();
  const { data: cases = [] } = useQueue(filter);
  const [help, setHelp] = useState(false);
  const step = (by: 1 | -1) => {
    const next = stepFrom(cases, caseId, by);
    if (next) router.push(addressOf(filter, next.id) as '/moderation');
  };
  useKeys(
    {
      j: () => step(1),
      k: () => step(-1),
      '?': () => setHelp(true),
      Escape: () => router.replace(addressOf(filter) as '/moderation'),
    },
    !inHistory,
  );
  const sheet = <KeysSheet open={help} onClose={() => setHelp(false)} />;
  if (!twoPanes || inHistory) {
    return (
      <View style={styles.page}>
        {children}
        {sheet}
      </View>
    );
  }
  return (
    <View style={styles.frame}>
      <View style={styles.pane} role="navigation" aria-label={t('moderation.queue')}>
        <ScrollView contentContainerStyle={styles.list}>
          <View style={styles.head}>
            <Text variant="title" level={1}>
              {t('moderation.title')}
            </Text>
            {me.moderator ? (
              <Button title={t('moderation.history.link')} variant="quiet" href="/moderation/history" />
            ) : null}
          </View>
          <QueueList />
        </ScrollView>
      </View>
      <View style={styles.page}>{children}</View>
      {sheet}
    </View>
  );
}
