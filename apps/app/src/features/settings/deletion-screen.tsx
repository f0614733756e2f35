import type { Deletion, Group } from '@wmory/contract';
import { useRouter } from 'expo-router';
import { useTranslation } from 'react-i18next';
import { Card, Section } from '@/components/card';
import { ErrorState } from '@/components/empty-state';
import { ListRow } from '@/components/list-row';
import { Loading } from '@/components/loading';
import { Screen } from '@/components/screen';
import { Text } from '@/components/text';
import { useGroups } from '../groups/queries';
import { DeletionForm } from './deletion-form';
import { DeletionNotice } from './deletion-notice';
import { useDeletion } from './deletion-queries';

function Waiting({ deletion, groups }: { deletion: Deletion; groups: readonly Group[] }) {
  const { t } = useTranslation();
  const alone = new Set(groups.filter(({ memberCount }) => memberCount === 1).map(({ id }) => id));
  return (
    <>
      <DeletionNotice at={deletion.finalAt} />
      <Text tone="soft">{t('deletion.waiting')}</Text>
      {deletion.groups.length > 0 ? (
        <Section title={t('deletion.photos')}>
          <Card list>
            {deletion.groups.map(({ groupId, groupName, photos }) => (
              <ListRow
                key={groupId}
                title={groupName}
                note={t(
                  alone.has(groupId)
                    ? 'deletion.alone'
                    : photos === 'go'
                      ? 'deletion.willGo'
                      : 'deletion.willStay',
                )}
              />
            ))}
          </Card>
        </Section>
      ) : null}
    </>
  );
}

/** Delete my account, or keep it after all. */
export function DeletionScreen() {
  const { t } = useTranslation();
  const router = useRouter();
  const deletion = useDeletion();
  const groups = useGroups();
  const error = deletion.error ?? groups.error;
  const retry = () => {
    void deletion.refetch();
    void groups.refetch();
  };
  return (
    <Screen title={t('deletion.title')} width={760} back={() => router.dismissTo('/account')}>
      {deletion.data ? (
        <Waiting deletion={deletion.data} groups={groups.data ?? []} />
      ) : deletion.data === null && groups.data ? (
        <DeletionForm groups={groups.data} />
      ) : error ? (
        <ErrorState error={error} onRetry={retry} />
      ) : (
        <Loading rows={[96, 96, 96]} />
      )}
    </Screen>
  );
}
