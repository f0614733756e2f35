import type { Group, Invite } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Card, Section } from '@/components/card';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { EndButton } from '@/components/end-button';
import { Icon } from '@/components/icon';
import { ListRow } from '@/components/list-row';
import { Loading } from '@/components/loading';
import { SectionError } from '@/components/section-error';
import { Text } from '@/components/text';
import { showToast } from '@/components/toast';
import { formatDistance } from '@/lib/format';
import { useTheme } from '@/lib/theme';
import { useInvites, useRevokeInvite } from './queries';

/** The invites of a group that still work, each with a way to end it. */
export function OpenInvites({ group }: { group: Group }) {
  const { t } = useTranslation();
  const { colors } = useTheme();
  const { data: invites, error, refetch } = useInvites(group.id, group.abilities.invite);
  const { mutateAsync: revoke } = useRevokeInvite(group.id);
  const [ending, setEnding] = useState<Invite | null>(null);

  const usedBy = ({ uses, maxUses }: Invite) =>
    maxUses === null ? t('invites.used', { count: uses }) : t('invites.usedOf', { uses, count: maxUses });

  return (
    <Section title={t('invites.open')}>
      {invites?.length === 0 ? <Text tone="soft">{t('invites.openEmpty')}</Text> : null}
      {error && !invites ? <SectionError error={error} onRetry={() => void refetch()} /> : null}
      {!invites && !error ? <Loading rows={[64]} /> : null}
      {invites && invites.length > 0 ? (
        <Card list>
          {invites.map((invite) => (
            <ListRow
              key={invite.id}
              start={<Icon name="link" color={colors.inkSoft} />}
              title={`${t(`role.${invite.role}`)} · ${t('invites.by', { name: invite.createdBy.name })}`}
              note={`${usedBy(invite)} · ${t('invites.ends', { when: formatDistance(invite.expiresAt) })}`}
              end={
                <EndButton
                  title={t('invites.revoke')}
                  label={t('invites.revokeLabel', {
                    role: t(`role.${invite.role}`),
                    name: invite.createdBy.name,
                  })}
                  onPress={() => setEnding(invite)}
                />
              }
            />
          ))}
        </Card>
      ) : null}
      <View>
        <ConfirmDialog
          open={ending !== null}
          onClose={() => setEnding(null)}
          title={t('invites.revokeTitle')}
          body={t('invites.revokeBody')}
          action={t('invites.revoke')}
          danger
          onConfirm={async () => {
            if (ending) await revoke(ending.id);
            showToast({ message: t('invites.revoked') });
          }}
        />
      </View>
    </Section>
  );
}
