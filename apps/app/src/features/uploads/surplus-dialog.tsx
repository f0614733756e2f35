import i18n from 'i18next';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { Sheet } from '@/components/sheet';
import { Text } from '@/components/text';
import { formatBytes, formatDistance } from '@/lib/format';
import { useLayout } from '@/lib/theme';
import { bytesOf, type Candidate, whatFits } from './candidate';
import { type Surplus, settleSurplus, useSurplus } from './offer';
import { addUploads } from './uploads';

/** Names that are told one by one; the rest are counted. */
const MOST_NAMES = 3;

/** Which files would stay out. */
function namesOut(photos: readonly Candidate[], fitting: readonly Candidate[]): string {
  const out = photos.filter((photo) => !fitting.includes(photo)).map(({ name }) => name);
  const names = out.slice(0, MOST_NAMES).join(', ');
  return out.length > MOST_NAMES
    ? i18n.t('media.upload.surplusOutMore', { names, count: out.length - MOST_NAMES })
    : i18n.t('media.upload.surplusOut', { names, count: out.length });
}

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
      {fitting.length > 0 ? <Text tone="soft">{namesOut(photos, fitting)}</Text> : null}
      <Text tone="soft">{t('media.upload.surplusReset', { when: formatDistance(resetsAt) })}</Text>
    </Sheet>
  );
}

/** Asks what to do with more files than today's quota holds. */
export function SurplusDialog() {
  const surplus = useSurplus((store) => store.surplus);
  return surplus ? <Question surplus={surplus} /> : null;
}
