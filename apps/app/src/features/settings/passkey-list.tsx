import type { Passkey } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { Card, Section } from '@/components/card';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Icon } from '@/components/icon';
import { ListRow } from '@/components/list-row';
import { Loading } from '@/components/loading';
import { SectionError } from '@/components/section-error';
import { Text } from '@/components/text';
import { showToast } from '@/components/toast';
import { wasCancelled } from '@/lib/passkey-error';
import { passkeysWork } from '@/lib/passkeys';
import { explain } from '@/lib/problems';
import { useTheme } from '@/lib/theme';
import { useIdentityCheck } from './identity-check';
import { PasskeyNameSheet } from './passkey-name-sheet';
import { useAddPasskey, usePasskeys, useRemovePasskey } from './passkey-queries';
import { PasskeyRow } from './passkey-row';

/** The passkeys of the account: what there is, a new one, another name, and the way out. */
export function PasskeyList() {
  const { t } = useTranslation();
  const { colors } = useTheme();
  const { data: passkeys, error, refetch } = usePasskeys();
  const adding = useAddPasskey();
  const { mutateAsync: remove } = useRemovePasskey();
  const { run, check } = useIdentityCheck();
  const [task, setTask] = useState<{ kind: 'rename' | 'remove'; passkey: Passkey } | null>(null);
  const name = task?.passkey.name ?? '';

  const say = (cause: unknown) => {
    if (!wasCancelled(cause)) showToast({ message: explain(cause), tone: 'problem' });
  };
  const add = () =>
    run(() => adding.mutateAsync(undefined)).then(
      (added) => showToast({ message: t('passkeys.added', { name: added.name }) }),
      say,
    );

  return (
    <Section
      title={t('passkeys.title')}
      end={
        passkeysWork() && passkeys ? (
          <Button
            title={t('passkeys.add')}
            icon="plus"
            loading={adding.isPending}
            onPress={() => void add()}
          />
        ) : null
      }
    >
      <Text variant="small" tone="soft">
        {t(passkeysWork() ? 'passkeys.hint' : 'passkeys.elsewhere')}
      </Text>
      {passkeys ? (
        <Card list>
          {passkeys.length === 0 ? (
            <ListRow start={<Icon name="key" color={colors.inkSoft} />} title={t('passkeys.none')} />
          ) : (
            passkeys.map((passkey) => (
              <PasskeyRow key={passkey.id} passkey={passkey} onTask={(kind) => setTask({ kind, passkey })} />
            ))
          )}
        </Card>
      ) : error ? (
        <SectionError error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading rows={[64]} />
      )}
      {task?.kind === 'rename' ? (
        <PasskeyNameSheet passkey={task.passkey} onClose={() => setTask(null)} />
      ) : null}
      <ConfirmDialog
        open={task?.kind === 'remove'}
        onClose={() => setTask(null)}
        title={t('passkeys.removeTitle', { name })}
        body={t('passkeys.removeBody')}
        action={t('passkeys.remove')}
        danger
        onConfirm={async () => {
          const id = task?.passkey.id;
          if (id) await run(() => remove(id));
          showToast({ message: t('passkeys.removed', { name }) });
        }}
      />
      {check}
    </Section>
  );
}
