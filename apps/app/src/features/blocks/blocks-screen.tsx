import type { Block } from '@wmory/contract';
import { useRouter } from 'expo-router';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Avatar } from '@/components/avatar';
import { Card } from '@/components/card';
import { EmptyState, ErrorState } from '@/components/empty-state';
import { EndButton } from '@/components/end-button';
import { ListRow } from '@/components/list-row';
import { Loading } from '@/components/loading';
import { Screen } from '@/components/screen';
import { Text } from '@/components/text';
import { formatDay } from '@/lib/format';
import { useBlocks } from './queries';
import { useUnblock } from './unblock';

function BlockList({ blocks }: { blocks: readonly Block[] }) {
  const { t } = useTranslation();
  const { unblock, ending } = useUnblock();
  return (
    <View style={{ gap: 12 }}>
      <Text tone="soft">{t('blocks.about')}</Text>
      <Card list>
        {blocks.map(({ person, blockedAt, hidesAll }) => {
          const date = formatDay(blockedAt, 'short');
          return (
            <ListRow
              key={person.id}
              start={<Avatar id={person.id} name={person.name} />}
              title={person.name}
              note={t(hidesAll ? 'blocks.sinceAll' : 'blocks.since', { date })}
              end={
                <EndButton
                  title={t('blocks.unblock')}
                  label={t('blocks.unblockLabel', { name: person.name })}
                  loading={ending === person.id}
                  onPress={() => void unblock(person)}
                />
              }
            />
          );
        })}
      </Card>
    </View>
  );
}

/** Whom I block, each with a way to end that. */
export function BlocksScreen() {
  const { t } = useTranslation();
  const router = useRouter();
  const { data: blocks, error, refetch } = useBlocks();
  return (
    <Screen title={t('blocks.title')} width={760} back={() => router.dismissTo('/account')}>
      {blocks?.length === 0 ? (
        <EmptyState icon="block" title={t('blocks.emptyTitle')} body={t('blocks.emptyBody')} />
      ) : blocks ? (
        <BlockList blocks={blocks} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading rows={[64, 64, 64]} />
      )}
    </Screen>
  );
}
