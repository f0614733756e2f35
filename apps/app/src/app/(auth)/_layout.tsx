import { Redirect, Slot, useGlobalSearchParams, useSegments } from 'expo-router';
import { StartPage } from '@/components/start-page';
import { afterLogIn } from '@/features/accounts/after-log-in';
import { AuthFrame } from '@/features/pages';
import { useLinkToken } from '@/lib/link-token';
import { useSession } from '@/lib/session';

/** The pages before the log-in; who is logged in is led on, but for the links of letters. */
export default function AuthLayout() {
  const status = useSession((store) => store.state.status);
  const { next } = useGlobalSearchParams<{ next?: string }>();
  const token = useLinkToken();
  const page = useSegments().at(-1) ?? '';
  const fromLetter =
    ['reset', 'new-email', 'keep-email', 'keep-account', 'unsubscribe'].includes(page) ||
    (page === 'verify' && token !== null);
  if (!fromLetter && status === 'in') return <Redirect href={afterLogIn(next)} />;
  if (status === 'starting') return <StartPage />;
  return (
    <AuthFrame>
      <Slot />
    </AuthFrame>
  );
}
