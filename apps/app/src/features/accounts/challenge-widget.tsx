import type { SignUpChallenge } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { Linking, View } from 'react-native';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { serverOrigin } from '@/lib/server';

export interface ChallengeWidgetProps {
  challenge: Extract<SignUpChallenge, { kind: 'widget' }>;
  /** Null: it was used, or has run out. */
  onToken: (token: string | null) => void;
  /** A token is good once: another number asks for a new one. */
  round: number;
}

/** The providers' widgets need a browser: there one signs up, and then logs in here. */
export function ChallengeWidget(_: ChallengeWidgetProps) {
  const { t } = useTranslation();
  return (
    <View style={{ gap: 12 }}>
      <Notice>{t('signUp.inBrowser')}</Notice>
      <Button
        title={t('signUp.openBrowser')}
        icon="link"
        onPress={() => void Linking.openURL(`${serverOrigin()}/sign-up`)}
      />
    </View>
  );
}
