import type { Group } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { ScrollView } from 'react-native';
import { EmptyState } from '@/components/empty-state';

/** The photos of a group. */
export function GroupFeed({ group }: { group: Group }) {
  const { t } = useTranslation();
  return (
    <ScrollView contentContainerStyle={{ flexGrow: 1 }}>
      <EmptyState icon="photos" title={t('common.photos', { count: group.photoCount })} body={t('media.emptyBody')} />
    </ScrollView>
  );
}
