import { useQuery } from '@tanstack/react-query';
import type { ServerInfo } from '@wmory/contract';
import { api } from '@/lib/api';
import { isProblem } from '@/lib/problems';
import { solvePuzzles } from './solve-puzzles';

/** Who may sign up on this server, and what is asked of them. */
export const useServer = () =>
  useQuery({
    queryKey: ['server'],
    queryFn: ({ signal }) => api.getServer({}, { signal }),
    staleTime: 5 * 60_000,
  });

export interface Application {
  name: string;
  email: string;
  password: string;
  /** Token of the invite that is waiting. */
  invite: string | null;
  /** What the provider's widget gave. */
  widgetToken: string | null;
}

const solveNew = async (): Promise<string> => solvePuzzles(await api.createChallenge());

/** Makes an account, having done the work that the server asks for. Rejects as `signUp` does. */
export async function signUp(
  { invite, widgetToken, ...fields }: Application,
  challenge: ServerInfo['challenge']['kind'],
): Promise<void> {
  const body = { ...fields, ...(invite === null ? {} : { invite }) };
  if (challenge !== 'proof-of-work')
    return void (await api.signUp({ body: { ...body, ...(widgetToken ? { proof: widgetToken } : {}) } }));
  try {
    await api.signUp({ body: { ...body, proof: await solveNew() } });
  } catch (error) {
    if (!isProblem(error, 'challenge-failed')) throw error;
    // A device that slept meanwhile, or a server that asks for more since.
    await api.signUp({ body: { ...body, proof: await solveNew() } });
  }
}
