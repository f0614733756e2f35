import type { Member } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card, Section } from '@/components/card';
import { ErrorState } from '@/components/empty-state';
import { Loading } from '@/components/loading';
import { Screen } from '@/components/screen';
import { Text } from '@/components/text';
import { useMe } from '@/lib/session';
import { useUnblock } from '../blocks/unblock';
import { useThisGroup } from '../groups/this-group';
import { OpenInvites } from '../invites/open-invites';
import { BanList } from './ban-list';
import { JoinRequests } from './join-requests';
import { MemberDialogs, type MemberTask } from './member-dialogs';
import { MemberRow } from './member-row';
import { useMembers } from './queries';

/** The people of a group, and the invites that are out. */
export function MembersScreen() {
  const { t } = useTranslation();
  const group = useThisGroup();
  const me = useMe();
  const { data: members, error, refetch } = useMembers(group.id);
  const [task, setTask] = useState<{ kind: MemberTask; member: Member } | null>(null);
  const { unblock } = useUnblock();
  const spaced = members?.some(({ userId }) => userId !== me.id) ?? false;
  return (
    <Screen title={t('members.title')} part width={860}>
      {error && !members ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <>
          {group.abilities.manage ? <JoinRequests group={group} /> : null}
          <Section title={t('common.people', { count: members?.length ?? group.memberCount })}>
            {members ? (
              <Card list>
                {members.map((member) => (
                  <MemberRow
                    key={member.userId}
                    member={member}
                    spaced={spaced}
                    onTask={(kind) =>
                      kind === 'unblock'
                        ? void unblock({ id: member.userId, name: member.name })
                        : setTask({ kind, member })
                    }
                  />
                ))}
              </Card>
            ) : (
              <Loading rows={[64, 64, 64]} />
            )}
            {members?.length === 1 ? <Text tone="soft">{t('members.aloneBody')}</Text> : null}
          </Section>
          {group.abilities.invite ? <OpenInvites group={group} /> : null}
          {group.abilities.manage ? <BanList group={group} /> : null}
        </>
      )}
      <MemberDialogs group={group} task={task} onClose={() => setTask(null)} />
    </Screen>
  );
}
