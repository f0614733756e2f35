import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { Sheet } from '@/components/sheet';
import { Text } from '@/components/text';
import { formatBytes, formatDistance } from '@/lib/format';
import { useLayout } from '@/lib/theme';
import { bytesOf, whatFits } from './candidate';
import { type Surplus, settleSurplus, useSurplus } from './offer';
import { addUploads } from './uploads';

function Question({ surplus }: { surplus: Surplus }) {
  const { t } = useTranslation();
  const { wide } = useLayout();
  const { groupId, photos, left, resetsAt } = surplus;
  const fitting = whatFits(photos, left);
  const add = () => {
    addUploads(groupId, fitting);
    settleSurplus();
  };
  return (
    <Sheet
      open
      onClose={settleSurplus}
      title={t('media.upload.surplusTitle')}
      plain
      footer={
        <>
          {fitting.length > 0 ? (
            <Button
              title={t('media.upload.addFitting', { count: fitting.length })}
              variant="primary"
              onPress={add}
              block={!wide}
            />
          ) : null}
          <Button
            title={t(fitting.length > 0 ? 'common.cancel' : 'common.close')}
            onPress={settleSurplus}
            block={!wide}
          />
        </>
      }
    >
      <Text tone="soft">
        {t('media.upload.surplusBody', {
          count: photos.length,
          size: formatBytes(bytesOf(photos)),
          left: formatBytes(left),
        })}
      </Text>
      <Text tone="soft">{t('media.upload.surplusReset', { when: formatDistance(resetsAt) })}</Text>
    </Sheet>
  );
}

/** Asks what to do with more files than today's quota holds. */
export function SurplusDialog() {
  const surplus = useSurplus((store) => store.surplus);
  return surplus ? <Question surplus={surplus} /> : null;
}
