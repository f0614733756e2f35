import type { Ban, Group } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '@/components/avatar';
import { Card, Section } from '@/components/card';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { EndButton } from '@/components/end-button';
import { ListRow } from '@/components/list-row';
import { SectionError } from '@/components/section-error';
import { showToast } from '@/components/toast';
import { formatDay } from '@/lib/format';
import { useBans, useLiftBan } from './queries';

/** Whom no invite lets in, each with a way to lift that. */
export function BanList({ group }: { group: Group }) {
  const { t } = useTranslation();
  const { data: bans, error, refetch } = useBans(group.id, group.abilities.manage);
  const { mutateAsync: lift } = useLiftBan(group.id);
  const [lifting, setLifting] = useState<Ban | null>(null);
  if (error && !bans)
    return (
      <Section title={t('bans.title')}>
        <SectionError error={error} onRetry={() => void refetch()} />
      </Section>
    );
  // Most groups ban nobody: what is not there most of the time is not announced.
  if (!bans || bans.length === 0) return null;
  const name = lifting?.person.name ?? '';
  return (
    <Section title={t('bans.title')}>
      <Card list>
        {bans.map(({ person, bannedBy, bannedAt }, index) => {
          const date = formatDay(bannedAt, 'short');
          return (
            <ListRow
              key={person.id}
              start={<Avatar id={person.id} name={person.name} />}
              title={person.name}
              note={bannedBy ? t('bans.by', { name: bannedBy.name, date }) : t('bans.byPlatform', { date })}
              end={
                <EndButton
                  title={t('bans.lift')}
                  label={t('bans.liftLabel', { name: person.name })}
                  onPress={() => setLifting(bans[index] ?? null)}
                />
              }
            />
          );
        })}
      </Card>
      <ConfirmDialog
        open={lifting !== null}
        onClose={() => setLifting(null)}
        title={t('bans.liftTitle', { name })}
        body={t('bans.liftBody')}
        action={t('bans.lift')}
        onConfirm={async () => {
          if (lifting) await lift(lifting.person.id);
          showToast({ message: t('bans.lifted', { name }) });
        }}
      />
    </Section>
  );
}
