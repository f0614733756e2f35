import { useLocalSearchParams } from 'expo-router';
import { VerifyByCode } from './verify-by-code';
import { VerifyByLink } from './verify-by-link';

/** Confirm the address: with the code of the letter, or, when its link led here, with a press of a button. */
export function VerifyScreen() {
  const { token, email } = useLocalSearchParams<{ token?: string; email?: string }>();
  return token ? <VerifyByLink token={token} /> : <VerifyByCode knownEmail={email ?? ''} />;
}
