import type { GivenRole, Group, Member } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { RadioList } from '@/components/radio-list';
import { Sheet } from '@/components/sheet';
import { showToast } from '@/components/toast';
import { explain } from '@/lib/problems';
import { useLayout } from '@/lib/theme';
import { useChangeRole } from './queries';

/** Which of the roles that the caller may give a member is to have. */
export function RoleSheet({ group, member, onClose }: { group: Group; member: Member; onClose: () => void }) {
  const { t } = useTranslation();
  const { wide } = useLayout();
  const [role, setRole] = useState<GivenRole | null>(member.role === 'owner' ? null : member.role);
  const { mutateAsync, isPending, error } = useChangeRole(group.id);
  const save = async () => {
    if (!role || isPending) return;
    if (role !== member.role) {
      const done = await mutateAsync({ userId: member.userId, role }).catch(() => null);
      if (!done) return;
      showToast({ message: t('members.roleChanged', { name: member.name, role: t(`role.${role}`) }) });
    }
    onClose();
  };
  const order: readonly GivenRole[] = ['admin', 'contributor', 'viewer'];
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('members.roleTitle', { name: member.name })}
      footer={
        <Button
          title={t('common.save')}
          variant="primary"
          loading={isPending}
          onPress={() => void save()}
          block={!wide}
        />
      }
    >
      <RadioList
        label={t('members.changeRole')}
        value={role}
        onChange={setRole}
        options={order
          .filter((each) => each === member.role || member.abilities.giveRoles.includes(each))
          .map((each) => ({ value: each, title: t(`role.${each}`), hint: t(`roleHint.${each}`) }))}
      />
      {error ? <Notice tone="danger">{explain(error)}</Notice> : null}
    </Sheet>
  );
}
