import type { Group, PartingTerms } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { Card, Section } from '@/components/card';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Icon } from '@/components/icon';
import { ListRow } from '@/components/list-row';
import { Notice } from '@/components/notice';
import { Text } from '@/components/text';
import { showToast } from '@/components/toast';
import { wasCancelled } from '@/lib/passkey-error';
import { explain } from '@/lib/problems';
import { GroupChoices, PhotosChoice } from './deletion-choices';
import { useRequestDeletion } from './deletion-queries';
import { useIdentityCheck } from './identity-check';

/** Asks for the account to be deleted: what that means, what becomes of the photos, and once more whether it is meant. */
export function DeletionForm({ groups }: { groups: readonly Group[] }) {
  const { t } = useTranslation();
  const [photos, setPhotos] = useState<PartingTerms>('give');
  const [choices, setChoices] = useState<Readonly<Record<string, PartingTerms>>>({});
  const [asking, setAsking] = useState(false);
  const { mutateAsync, isPending, error } = useRequestDeletion();
  const { run, check } = useIdentityCheck();
  const submit = async () => {
    setAsking(false);
    const chosen = groups.flatMap(({ id }) => {
      const choice = choices[id];
      return choice === undefined ? [] : [{ groupId: id, photos: choice }];
    });
    await run(() => mutateAsync({ photos, groups: chosen })).then(
      () => showToast({ message: t('deletion.asked') }),
      // Said below, or asked in the dialog.
      () => {},
    );
  };
  return (
    <>
      <Section title={t('deletion.whatTitle')}>
        <Card>
          <Text>{t('deletion.what')}</Text>
          <Text tone="soft">{t('deletion.grace')}</Text>
        </Card>
        <Card list>
          <ListRow
            title={t('myData.title')}
            note={t('deletion.exportHint')}
            start={<Icon name="download" />}
            href="/account/data"
          />
        </Card>
      </Section>
      <Section title={t('deletion.photos')}>
        <Card>
          <PhotosChoice
            value={photos}
            onChange={(value) => {
              setPhotos(value);
              setChoices({});
            }}
          />
          {groups.length > 0 ? (
            <GroupChoices
              groups={groups}
              choiceOf={(groupId) => choices[groupId] ?? photos}
              onChoose={(groupId, value) => setChoices({ ...choices, [groupId]: value })}
            />
          ) : null}
        </Card>
      </Section>
      {error && !check && !wasCancelled(error) ? <Notice tone="danger">{explain(error)}</Notice> : null}
      <View style={{ flexDirection: 'row' }}>
        <Button
          title={t('deletion.title')}
          variant="danger"
          size="large"
          loading={isPending}
          onPress={() => setAsking(true)}
        />
      </View>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('deletion.confirmTitle')}
        body={t('deletion.confirmBody')}
        action={t('deletion.title')}
        danger
        onConfirm={submit}
      />
      {check}
    </>
  );
}
