import { Redirect } from 'expo-router';
import { StartPage } from '@/components/start-page';
import { WelcomeScreen } from '@/features/pages';
import { serverIsFixed, serverOrigin } from '@/lib/server';
import { useSession } from '@/lib/session';

export default function StartScreen() {
  const status = useSession((store) => store.state.status);
  if (status === 'in') return <Redirect href="/groups" />;
  if (status !== 'out') return <StartPage />;
  if (!serverIsFixed && serverOrigin() === '') return <Redirect href="/server" />;
  return <WelcomeScreen />;
}
