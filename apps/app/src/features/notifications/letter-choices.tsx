import { type LetterChoices, LetterChoices as Schema } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Section } from '@/components/card';
import { Checkbox } from '@/components/checkbox';
import { SegmentedControl } from '@/components/segmented-control';
import { Text } from '@/components/text';
import { showToast } from '@/components/toast';
import { explain } from '@/lib/problems';
import { useChooseLetters } from './queries';

/** Each kind of letters that can be turned off, with what can be chosen. */
export function LetterChoiceForm({ letters }: { letters: LetterChoices }) {
  const { t } = useTranslation();
  const { mutate } = useChooseLetters();
  const choose = (wish: Partial<LetterChoices>) =>
    mutate(wish, { onError: (error) => showToast({ message: explain(error), tone: 'problem' }) });
  return (
    <>
      <Section title={t('notifications.photos')}>
        <SegmentedControl
          label={t('notifications.photos')}
          value={letters.photos}
          onChange={(photos) => choose({ photos })}
          options={Schema.shape.photos.options.map((value) => ({
            value,
            title: t(`notifications.${value}`),
          }))}
        />
        <Text variant="small" tone="soft">
          {t('notifications.photosHint')}
        </Text>
      </Section>
      <Section title={t('notifications.joining')}>
        <View style={{ gap: 8 }}>
          {(['requests', 'answers'] as const).map((kind) => (
            <Checkbox
              key={kind}
              title={t(`notifications.${kind}`)}
              hint={t(`notifications.${kind}Hint`)}
              checked={letters[kind] === 'on'}
              onChange={(on) => choose({ [kind]: on ? 'on' : 'off' })}
            />
          ))}
        </View>
      </Section>
    </>
  );
}
