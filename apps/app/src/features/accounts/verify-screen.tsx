import { useLocalSearchParams } from 'expo-router';
import { useLinkToken } from '@/lib/link-token';
import { VerifyByCode } from './verify-by-code';
import { VerifyByLink } from './verify-by-link';

/** Confirm the address: with the code of the letter, or, when its link led here, with a press of a button. */
export function VerifyScreen() {
  const { email } = useLocalSearchParams<{ email?: string }>();
  const token = useLinkToken();
  return token ? <VerifyByLink token={token} /> : <VerifyByCode knownEmail={email ?? ''} />;
}
