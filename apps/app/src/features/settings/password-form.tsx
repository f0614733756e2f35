import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { Card, Section } from '@/components/card';
import { Form } from '@/components/form';
import { Icon } from '@/components/icon';
import { ListRow } from '@/components/list-row';
import { Notice } from '@/components/notice';
import { TextField } from '@/components/text-field';
import { showToast } from '@/components/toast';
import { api } from '@/lib/api';
import { explain } from '@/lib/problems';
import { useTheme } from '@/lib/theme';
import { faultOfPassword } from '../accounts/validity';
import { meKeys } from './queries';

/** Changes the password; folded away until it is asked for. */
export function PasswordForm() {
  const { t } = useTranslation();
  const { colors } = useTheme();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [tried, setTried] = useState(false);
  const fault = faultOfPassword(next);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api.changePassword({ body: { currentPassword: current, newPassword: next } }),
    onSuccess: () => {
      setOpen(false);
      setCurrent('');
      setNext('');
      setTried(false);
      showToast({ message: t('me.passwordChanged') });
      void queryClient.invalidateQueries({ queryKey: meKeys.sessions });
    },
  });
  const submit = () => {
    setTried(true);
    if (!fault && current !== '' && !isPending) mutate();
  };
  return (
    <Section title={t('me.password')}>
      {open ? (
        <Card>
          <Form onSubmit={submit} style={{ gap: 18 }}>
            <TextField
              label={t('account.currentPassword')}
              value={current}
              onChangeText={setCurrent}
              error={tried && current === '' ? t('account.passwordMissing') : null}
              password
              autoComplete="current-password"
              textContentType="password"
              autoFocus
            />
            <TextField
              label={t('account.newPassword')}
              hint={t('account.passwordHint')}
              value={next}
              onChangeText={setNext}
              error={tried ? fault : null}
              maxLength={128}
              password
              autoComplete="new-password"
              textContentType="newPassword"
            />
            {error ? <Notice tone="danger">{explain(error)}</Notice> : null}
            <View style={{ flexDirection: 'row' }}>
              <Button title={t('me.passwordChange')} variant="primary" loading={isPending} onPress={submit} />
            </View>
          </Form>
        </Card>
      ) : (
        <Card list>
          <ListRow
            start={<Icon name="key" color={colors.inkSoft} />}
            title={t('me.passwordChange')}
            note={t('me.passwordHint')}
            onPress={() => setOpen(true)}
            end={<Icon name="chevron-end" size={20} color={colors.inkSoft} />}
          />
        </Card>
      )}
    </Section>
  );
}
