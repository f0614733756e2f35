import type { Group } from '@wmory/contract';
import { useRouter } from 'expo-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card, Section } from '@/components/card';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Icon } from '@/components/icon';
import { ListRow } from '@/components/list-row';
import { showToast } from '@/components/toast';
import { api } from '@/lib/api';
import { useTheme } from '@/lib/theme';
import { useForgetGroup } from '../groups/queries';
import { LeaveDialog } from './leave-dialog';

/** Leaving a group, and deleting it. */
export function GroupEndings({ group }: { group: Group }) {
  const { t } = useTranslation();
  const { colors } = useTheme();
  const router = useRouter();
  const forget = useForgetGroup();
  const [asking, setAsking] = useState<'leave' | 'delete' | null>(null);
  const { abilities, id, name } = group;

  const go = (message: string) => {
    router.replace('/groups');
    forget(id);
    showToast({ message });
  };

  return (
    <Section title={t('settings.danger')}>
      <Card list>
        <ListRow
          start={<Icon name="leave" color={colors.inkSoft} />}
          title={t('settings.leave')}
          note={t('settings.leaveHint')}
          onPress={() => setAsking('leave')}
          end={<Icon name="chevron-end" size={20} color={colors.inkSoft} />}
        />
        {abilities.delete ? (
          <ListRow
            start={<Icon name="trash" color={colors.dangerInk} />}
            title={t('settings.delete')}
            note={t('settings.deleteHint')}
            danger
            onPress={() => setAsking('delete')}
            end={<Icon name="chevron-end" size={20} color={colors.inkSoft} />}
          />
        ) : null}
      </Card>
      <LeaveDialog group={group} open={asking === 'leave'} onClose={() => setAsking(null)} onLeft={go} />
      <ConfirmDialog
        open={asking === 'delete'}
        onClose={() => setAsking(null)}
        title={t('settings.deleteTitle', { group: name })}
        body={t('settings.deleteBody', { count: group.photoCount })}
        action={t('settings.delete')}
        typed={{ text: name, label: t('settings.deleteType', { name }) }}
        danger
        onConfirm={async () => {
          await api.deleteGroup({ params: { groupId: id } });
          go(t('settings.deleted', { group: name }));
        }}
      />
    </Section>
  );
}
