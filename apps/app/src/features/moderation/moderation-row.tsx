import { useTranslation } from 'react-i18next';
import { Badge } from '@/components/badge';
import { Icon } from '@/components/icon';
import { ListRow } from '@/components/list-row';
import { SectionError } from '@/components/section-error';
import { useJudging } from './waiting';

/** The way to what waits to be judged, of one group or anywhere, with how much there is. */
export function ModerationRow({ groupId }: { groupId?: string }) {
  const { t } = useTranslation();
  const { waiting, error, retry } = useJudging(groupId);
  const { count, more } = waiting ?? { count: 0, more: false };
  return (
    <>
      <ListRow
        title={t('moderation.title')}
        note={t(groupId ? 'moderation.groupHint' : 'moderation.hint')}
        start={<Icon name="shield" />}
        href={groupId ? `/moderation?group=${groupId}` : '/moderation'}
        {...(count > 0
          ? { end: <Badge tone="accent">{more ? t('moderation.many', { count }) : String(count)}</Badge> }
          : {})}
      />
      {error ? <SectionError error={error} onRetry={retry} listed /> : null}
    </>
  );
}
