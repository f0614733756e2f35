import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { Card, Section } from '@/components/card';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { ProgressBar } from '@/components/meter';
import { Notice } from '@/components/notice';
import { Text } from '@/components/text';
import { formatBytes } from '@/lib/format';
import { type Packing, pausePacking, resumePacking, stopPacking } from './packing';

type Under = Extract<Packing, { status: 'packing' }>;

/** How far the packing is, and ways to halt or end it. */
export function DataProgress({ packing }: { packing: Under }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const { paused, waiting, progress, total } = packing;
  const counts = total.done > 0;
  const photo = t('myData.photo', { done: Math.min(progress.done + 1, total.done), count: total.done });
  return (
    <Section title={t('myData.packing')}>
      <Card>
        <View style={{ gap: 8 }} role="status">
          {counts ? (
            <View
              style={{ flexDirection: 'row', justifyContent: 'space-between', gap: 12, flexWrap: 'wrap' }}
            >
              <Text variant="label">{photo}</Text>
              <Text variant="small" tone="soft">
                {t('myData.amount', { done: formatBytes(progress.bytes), total: formatBytes(total.bytes) })}
              </Text>
            </View>
          ) : null}
          <ProgressBar
            label={t('myData.packing')}
            value={total.bytes > 0 ? progress.bytes / total.bytes : 0}
          />
        </View>
        {paused ? (
          <Notice>{t('myData.paused')}</Notice>
        ) : waiting ? (
          <Notice icon="offline">{t('myData.waiting')}</Notice>
        ) : (
          <Text variant="small" tone="soft">
            {t('myData.meanwhile')}
          </Text>
        )}
        <View style={{ flexDirection: 'row', gap: 12 }}>
          {paused ? (
            <Button variant="primary" title={t('myData.resume')} onPress={resumePacking} />
          ) : (
            <Button title={t('myData.pause')} onPress={pausePacking} />
          )}
          <Button variant="quiet" title={t('myData.stop')} onPress={() => setAsking(true)} />
        </View>
      </Card>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('myData.stopTitle')}
        body={t('myData.stopBody')}
        action={t('myData.stop')}
        danger
        onConfirm={async () => stopPacking()}
      />
    </Section>
  );
}
