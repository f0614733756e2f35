import type { GivenRole, Group } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { SegmentedControl } from '@/components/segmented-control';
import { Sheet } from '@/components/sheet';
import { Text } from '@/components/text';
import { explain } from '@/lib/problems';
import { stylesheet, useLayout } from '@/lib/theme';
import { InviteReady } from './invite-ready';
import { useCreateInvite } from './queries';

const useStyles = stylesheet(({ space }) => ({ choice: { gap: space.sm } }));

type Uses = 'any' | 'one' | 'ten';
const useCounts: Record<Uses, number | null> = { any: null, one: 1, ten: 10 };
const DAY = 24;
/** In the order in which they are offered. */
const choosable = ['contributor', 'viewer', 'admin'] as const satisfies GivenRole[];

/** Makes an invite link: for which role, for how long, for how many; then shows it. */
export function InviteSheet({ group, open, onClose }: { group: Group; open: boolean; onClose: () => void }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { wide } = useLayout();
  const roles = choosable.filter((each) => group.abilities.inviteRoles.includes(each));
  const [role, setRole] = useState<GivenRole>(roles[0] ?? 'viewer');
  const [hours, setHours] = useState('168');
  const [uses, setUses] = useState<Uses>('any');
  const { mutate, data: made, isPending, error, reset } = useCreateInvite(group.id);

  const close = () => {
    reset();
    onClose();
  };
  const submit = () => {
    if (!isPending) mutate({ role, expiresInHours: Number(hours), maxUses: useCounts[uses] });
  };

  if (made) {
    return (
      <Sheet
        open={open}
        onClose={close}
        title={t('invites.readyTitle')}
        footer={
          <>
            <Button title={t('common.done')} onPress={close} block={!wide} />
            <Button title={t('invites.another')} variant="quiet" onPress={reset} block={!wide} />
          </>
        }
      >
        <InviteReady url={made.url} groupName={group.name} />
      </Sheet>
    );
  }

  return (
    <Sheet
      open={open}
      onClose={close}
      title={t('invites.title')}
      footer={
        <Button
          title={t('invites.create')}
          icon="link"
          variant="primary"
          loading={isPending}
          onPress={submit}
          block={!wide}
        />
      }
    >
      <Text tone="soft">{t('invites.body')}</Text>
      <View style={styles.choice}>
        <Text variant="label">{t('invites.role')}</Text>
        <SegmentedControl
          label={t('invites.role')}
          value={role}
          onChange={setRole}
          options={roles.map((each) => ({ value: each, title: t(`role.${each}`) }))}
        />
        <Text variant="small" tone="soft">
          {t(`roleHint.${role}`)}
        </Text>
      </View>
      <View style={styles.choice}>
        <Text variant="label">{t('invites.expiry')}</Text>
        <SegmentedControl
          label={t('invites.expiry')}
          value={hours}
          onChange={setHours}
          options={[
            { value: String(DAY), title: t('invites.days', { count: 1 }) },
            { value: String(7 * DAY), title: t('invites.days', { count: 7 }) },
            { value: String(30 * DAY), title: t('invites.days', { count: 30 }) },
          ]}
        />
      </View>
      <View style={styles.choice}>
        <Text variant="label">{t('invites.uses')}</Text>
        <SegmentedControl
          label={t('invites.uses')}
          value={uses}
          onChange={setUses}
          options={[
            { value: 'any', title: t('invites.usesAny') },
            { value: 'one', title: t('invites.usesOne') },
            { value: 'ten', title: t('invites.usesUpTo', { count: 10 }) },
          ]}
        />
      </View>
      {error ? <Notice tone="danger">{explain(error)}</Notice> : null}
    </Sheet>
  );
}
