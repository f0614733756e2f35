import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card, Section } from '@/components/card';
import { Icon } from '@/components/icon';
import { ListRow } from '@/components/list-row';
import { Loading } from '@/components/loading';
import { SectionError } from '@/components/section-error';
import { useMe } from '@/lib/session';
import { useTheme } from '@/lib/theme';
import { useEmailChange } from './email-change-queries';
import { EmailForm } from './email-form';
import { EmailWaiting } from './email-waiting';

/** The address of the account, and another one that it is to have. */
export function EmailSection() {
  const { t } = useTranslation();
  const { colors } = useTheme();
  const me = useMe();
  const { data: change, error, refetch } = useEmailChange();
  const [open, setOpen] = useState(false);
  return (
    <Section title={t('account.email')}>
      {open ? (
        <Card>
          <EmailForm onClose={() => setOpen(false)} />
        </Card>
      ) : change ? (
        <Card>
          <EmailWaiting change={change} />
        </Card>
      ) : change === null ? (
        <Card list>
          <ListRow
            start={<Icon name="mail" color={colors.inkSoft} />}
            title={t('emailChange.change')}
            note={me.email}
            onPress={() => setOpen(true)}
            end={<Icon name="chevron-end" size={20} color={colors.inkSoft} />}
          />
        </Card>
      ) : error ? (
        <SectionError error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading rows={[64]} />
      )}
    </Section>
  );
}
