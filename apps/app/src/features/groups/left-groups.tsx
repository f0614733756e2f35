import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Exit, ExitTerms } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { Card, Section } from '@/components/card';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Icon } from '@/components/icon';
import { ListRow } from '@/components/list-row';
import { SectionError } from '@/components/section-error';
import { showToast } from '@/components/toast';
import { api } from '@/lib/api';
import { formatDay, formatDistance } from '@/lib/format';
import { useTheme } from '@/lib/theme';
import { ExitChoice } from '../members/exit-choice';

const KEY = ['exits'];

function ChangeDialog({ exit, onClose }: { exit: Exit; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [terms, setTerms] = useState<ExitTerms>(exit.terms);
  const { mutateAsync } = useMutation({
    mutationFn: () => api.changeExit({ params: { groupId: exit.groupId }, body: { terms } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('exit.changeTitle', { group: exit.groupName })}
      body={t('exit.changeUntil', { date: formatDay(exit.endsAt) })}
      action={t('common.save')}
      onConfirm={async () => {
        await mutateAsync();
        showToast({ message: t('exit.changed') });
      }}
    >
      <ExitChoice value={terms} onChange={setTerms} choices={exit.choices} />
    </ConfirmDialog>
  );
}

/** Groups that one has left, while it can still be changed what becomes of one's photos there. */
export function LeftGroups() {
  const { t } = useTranslation();
  const { colors } = useTheme();
  const {
    data: exits,
    error,
    refetch,
  } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.listExits({}, { signal }),
    select: (answer) => answer.exits.filter(({ photoCount }) => photoCount > 0),
  });
  const [changing, setChanging] = useState<Exit | null>(null);
  if (error && !exits)
    return (
      <Section title={t('exit.title')}>
        <SectionError error={error} onRetry={() => void refetch()} />
      </Section>
    );
  // Most people have left none: what is not there most of the time is not announced.
  if (!exits || exits.length === 0) return null;
  return (
    <Section title={t('exit.title')}>
      <Card list>
        {exits.map((exit) => (
          <ListRow
            key={exit.groupId}
            start={<Icon name="leave" color={colors.inkSoft} />}
            title={t(exit.removed ? 'exit.wasRemoved' : 'exit.was', { group: exit.groupName })}
            note={t(`exit.state.${exit.terms}`, { when: formatDistance(exit.endsAt) })}
            end={
              exit.choices.length > 1 ? (
                <Button
                  title={t('exit.change')}
                  label={t('exit.changeLabel', { group: exit.groupName })}
                  onPress={() => setChanging(exit)}
                />
              ) : undefined
            }
          />
        ))}
      </Card>
      {changing ? (
        <ChangeDialog key={changing.groupId} exit={changing} onClose={() => setChanging(null)} />
      ) : null}
    </Section>
  );
}
