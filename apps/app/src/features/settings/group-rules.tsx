import type { Group, GroupRules as Rules } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Card, Section } from '@/components/card';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { RadioList } from '@/components/radio-list';
import { Text } from '@/components/text';
import { showToast } from '@/components/toast';
import { explain } from '@/lib/problems';
import { stylesheet } from '@/lib/theme';
import { useUpdateRules } from '../groups/queries';

const useStyles = stylesheet(({ space }) => ({ rule: { gap: space.sm } }));

/** The rules in their order, each with what can be chosen. */
const choices: { readonly [R in keyof Rules]: readonly Rules[R][] } = {
  uploads: ['contributors', 'admins'],
  photos: ['shared', 'drop-box'],
  invites: ['admins', 'contributors', 'everyone'],
  joining: ['open', 'approval'],
  removal: ['stay', 'go', 'give'],
};

/** How the group is run: for its owner to change, for everybody to read. */
export function GroupRules({ group }: { group: Group }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { mutateAsync } = useUpdateRules(group.id);
  const [opening, setOpening] = useState(false);
  const words = (rule: keyof Rules, value: string): { title: string; hint: string } => {
    const key = `rules.${rule}.${value}` as 'rules.uploads.admins';
    return { title: t(`${key}.title`), hint: t(`${key}.hint`) };
  };
  const save = async (change: Partial<Rules>) => {
    await mutateAsync(change);
    showToast({ message: t('rules.saved') });
  };
  const choose = (rule: keyof Rules, value: string) => {
    if (group.rules[rule] === value) return;
    // What was added in confidence is not shown by a slip of the finger.
    if (rule === 'photos' && value === 'shared') setOpening(true);
    else save({ [rule]: value }).catch((error) => showToast({ message: explain(error), tone: 'problem' }));
  };
  return (
    <Section title={t('rules.title')}>
      <Card>
        {(Object.keys(choices) as (keyof Rules)[]).map((rule) => {
          const name = t(`rules.names.${rule}`);
          return (
            <View key={rule} style={styles.rule}>
              <Text variant="label">{name}</Text>
              {group.abilities.configure ? (
                <RadioList<string>
                  label={name}
                  value={group.rules[rule]}
                  onChange={(value) => choose(rule, value)}
                  options={choices[rule].map((value) => ({ value, ...words(rule, value) }))}
                />
              ) : (
                <Text tone="soft">
                  {words(rule, group.rules[rule]).title} · {words(rule, group.rules[rule]).hint}
                </Text>
              )}
            </View>
          );
        })}
        <Text variant="small" tone="soft">
          {group.abilities.configure ? null : `${t('rules.ownerOnly')} `}
          {t('exit.heirRule')}
        </Text>
      </Card>
      <ConfirmDialog
        open={opening}
        onClose={() => setOpening(false)}
        title={t('rules.openTitle')}
        body={t('rules.openBody')}
        action={t('rules.open')}
        onConfirm={() => save({ photos: 'shared' })}
      />
    </Section>
  );
}
