import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '@/components/badge';
import { Card, Section } from '@/components/card';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { EndButton } from '@/components/end-button';
import { Icon } from '@/components/icon';
import { ListRow } from '@/components/list-row';
import { Loading } from '@/components/loading';
import { SectionError } from '@/components/section-error';
import { showToast } from '@/components/toast';
import { formatDistance } from '@/lib/format';
import { explain } from '@/lib/problems';
import { logOut } from '@/lib/session';
import { useTheme } from '@/lib/theme';
import { useEndSession, useSessions } from './queries';

/** Where the account is logged in, with ways to end one session or all. */
export function SessionList() {
  const { t } = useTranslation();
  const { colors } = useTheme();
  const { data: sessions, error, refetch } = useSessions();
  const ending = useEndSession();
  const [asking, setAsking] = useState(false);

  const end = (sessionId: string, device: string) =>
    ending.mutate(sessionId, {
      onSuccess: () => showToast({ message: t('me.ended', { device }) }),
      onError: (cause) => showToast({ message: explain(cause), tone: 'problem' }),
    });

  return (
    <Section title={t('me.sessions')}>
      {sessions ? (
        <Card list>
          {sessions.map(({ id, device, lastUsedAt, current }) => (
            <ListRow
              key={id}
              start={<Icon name="device" color={colors.inkSoft} />}
              title={device}
              note={t('me.lastUsed', { when: formatDistance(lastUsedAt) })}
              end={
                current ? (
                  <Badge tone="success">{t('me.thisDevice')}</Badge>
                ) : (
                  <EndButton
                    title={t('me.end')}
                    label={t('me.endLabel', { device })}
                    loading={ending.isPending && ending.variables === id}
                    onPress={() => end(id, device)}
                  />
                )
              }
            />
          ))}
          <ListRow
            start={<Icon name="leave" color={colors.dangerInk} />}
            title={t('me.endAll')}
            danger
            onPress={() => setAsking(true)}
            end={<Icon name="chevron-end" size={20} color={colors.inkSoft} />}
          />
        </Card>
      ) : error ? (
        <SectionError error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading rows={[64]} />
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('me.endAllTitle')}
        body={t('me.endAllBody')}
        action={t('me.endAll')}
        danger
        onConfirm={() => logOut(true)}
      />
    </Section>
  );
}
