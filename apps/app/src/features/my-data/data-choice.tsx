import type { ExportedShare } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { Section } from '@/components/card';
import { Checkbox } from '@/components/checkbox';
import { Notice } from '@/components/notice';
import { RadioList } from '@/components/radio-list';
import { Text } from '@/components/text';
import { formatBytes } from '@/lib/format';
import { startPacking } from './packing';
import { freeBytes } from './place';

const sum = (shares: readonly ExportedShare[]) => ({
  done: shares.reduce((all, { photos }) => all + photos, 0),
  bytes: shares.reduce((all, { bytes }) => all + bytes, 0),
});

/** Sentence for how much there is. */
function useAmount(): (shares: readonly ExportedShare[]) => string {
  const { t } = useTranslation();
  return (shares) => {
    const { done, bytes } = sum(shares);
    return t('myData.files', { count: done, size: formatBytes(bytes) });
  };
}

/** What to take home, and how much that is. */
export function DataChoice({ shares }: { shares: readonly ExportedShare[] }) {
  const { t } = useTranslation();
  const amountOf = useAmount();
  const [files, setFiles] = useState(shares.length > 0);
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const chosen = files ? shares.filter(({ groupId }) => !without.has(groupId)) : [];
  const total = sum(chosen);
  const free = freeBytes();
  const fits = free === null || total.bytes < free;

  function turn({ groupId }: ExportedShare, wanted: boolean): void {
    const next = new Set(without);
    if (wanted) next.delete(groupId);
    else next.add(groupId);
    setWithout(next);
  }
  const start = () =>
    void startPacking({
      groupIds: new Set(chosen.map(({ groupId }) => groupId)),
      photoIds: null,
      names: new Map(shares.flatMap(({ groupId, groupName }) => (groupName ? [[groupId, groupName]] : []))),
      total,
    });

  return (
    <Section title={t('myData.choose')}>
      {shares.length > 0 ? (
        <RadioList
          label={t('myData.choose')}
          value={files ? 'files' : 'data'}
          onChange={(value) => setFiles(value === 'files')}
          options={[
            { value: 'files', title: t('myData.withFiles'), hint: amountOf(files ? chosen : shares) },
            { value: 'data', title: t('myData.dataOnly'), hint: t('myData.dataOnlyHint') },
          ]}
        />
      ) : null}
      {files && shares.length > 1 ? (
        <View style={{ gap: 8 }} role="group" aria-label={t('myData.fromGroups')}>
          <Text variant="label">{t('myData.fromGroups')}</Text>
          {shares.map((share) => (
            <Checkbox
              key={share.groupId}
              title={share.groupName ?? t('myData.leftGroup')}
              hint={amountOf([share])}
              checked={!without.has(share.groupId)}
              onChange={(wanted) => turn(share, wanted)}
            />
          ))}
        </View>
      ) : null}
      {fits ? null : (
        <Notice tone="danger">
          {t('myData.noRoom', { size: formatBytes(total.bytes), free: formatBytes(free) })}
        </Notice>
      )}
      <View style={{ flexDirection: 'row' }}>
        <Button
          variant="primary"
          size="large"
          icon="download"
          title={t('myData.start')}
          disabled={!fits}
          onPress={start}
        />
      </View>
    </Section>
  );
}
