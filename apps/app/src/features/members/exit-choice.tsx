import type { ExitTerms } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { RadioList } from '@/components/radio-list';
import { Text } from '@/components/text';
import { stylesheet } from '@/lib/theme';

const useStyles = stylesheet(({ space }) => ({ choice: { gap: space.sm } }));

export interface ExitChoiceProps {
  value: ExitTerms;
  onChange: (terms: ExitTerms) => void;
  /** Whose photos these are; one's own where nobody is named. */
  name?: string;
  choices?: readonly ExitTerms[];
}

/** What is to become of the photos of who goes, in plain words. */
export function ExitChoice({ value, onChange, name, choices = ['stay', 'go', 'give'] }: ExitChoiceProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const question = name ? t('exit.questionOf', { name }) : t('exit.question');
  return (
    <View style={styles.choice}>
      <Text variant="label">{question}</Text>
      <RadioList
        label={question}
        value={value}
        onChange={onChange}
        options={choices.map((terms) => ({
          value: terms,
          title: t(`exit.terms.${terms}`),
          hint: t(name ? `exit.theirs.${terms}` : `exit.mine.${terms}`),
        }))}
      />
    </View>
  );
}
