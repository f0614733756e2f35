import type { Group, JoinRequest } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Avatar } from '@/components/avatar';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { Card, Section } from '@/components/card';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { ListRow } from '@/components/list-row';
import { Loading } from '@/components/loading';
import { SectionError } from '@/components/section-error';
import { Text } from '@/components/text';
import { showToast } from '@/components/toast';
import { explain } from '@/lib/problems';
import { stylesheet } from '@/lib/theme';
import { useApproveRequest, useDeclineRequest, useJoinRequests } from './queries';

const useStyles = stylesheet(({ space }) => ({
  row: { paddingBottom: space.md },
  actions: { flexDirection: 'row', flexWrap: 'wrap', gap: space.sm, paddingHorizontal: space.lg },
}));

function RequestRow({
  request,
  group,
  onDecline,
}: {
  request: JoinRequest;
  group: Group;
  onDecline: () => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { mutateAsync: approve, isPending } = useApproveRequest(group.id);
  const { person, invitedBy, role, abilities } = request;
  const asRole = t(`role.${role}`);
  const letIn = async () => {
    try {
      await approve(request.id);
      showToast({ message: t('requests.approved', { name: person.name }) });
    } catch (error) {
      showToast({ message: explain(error), tone: 'problem' });
    }
  };
  return (
    <View style={styles.row}>
      <ListRow
        start={<Avatar id={person.id} name={person.name} url={person.avatarUrl} />}
        title={person.name}
        note={
          invitedBy
            ? t('requests.by', { name: invitedBy.name, role: asRole })
            : t('requests.byNobody', { role: asRole })
        }
      />
      <View style={styles.actions}>
        {abilities.approve ? (
          <Button
            title={t('requests.approve')}
            label={t('requests.approveLabel', { name: person.name })}
            variant="primary"
            loading={isPending}
            onPress={() => void letIn()}
          />
        ) : (
          <Text variant="small" tone="soft">
            {t('requests.ownerDecides')}
          </Text>
        )}
        <Button
          title={t('requests.decline')}
          label={t('requests.declineLabel', { name: person.name })}
          onPress={onDecline}
        />
      </View>
    </View>
  );
}

/** Who asks to join, each with an answer to give. */
export function JoinRequests({ group }: { group: Group }) {
  const { t } = useTranslation();
  const { data: requests, error, refetch } = useJoinRequests(group.id, group.abilities.manage);
  const { mutateAsync: decline } = useDeclineRequest(group.id);
  const [declining, setDeclining] = useState<JoinRequest | null>(null);
  // Where everybody with an invite is in at once, nobody asks.
  const expected = group.rules.joining === 'approval' || (!requests && group.joinRequestCount > 0);
  if (!requests || requests.length === 0)
    return expected || error ? (
      <Section title={t('requests.title')}>
        {requests ? (
          <Text tone="soft">{t('requests.none')}</Text>
        ) : error ? (
          <SectionError error={error} onRetry={() => void refetch()} />
        ) : (
          <Loading rows={[110]} />
        )}
      </Section>
    ) : null;
  const name = declining?.person.name ?? '';
  return (
    <Section title={t('requests.title')} end={<Badge tone="accent">{String(requests.length)}</Badge>}>
      <Card list>
        {requests.map((request) => (
          <RequestRow
            key={request.id}
            request={request}
            group={group}
            onDecline={() => setDeclining(request)}
          />
        ))}
      </Card>
      <ConfirmDialog
        open={declining !== null}
        onClose={() => setDeclining(null)}
        title={t('requests.declineTitle', { name })}
        body={t('requests.declineBody', { name })}
        action={t('requests.decline')}
        danger
        onConfirm={async () => {
          if (declining) await decline(declining.id);
          showToast({ message: t('requests.declined', { name }) });
        }}
      />
    </Section>
  );
}
