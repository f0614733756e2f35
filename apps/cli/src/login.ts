import { askEmail, askPassword, readPassword } from './ask.ts';
import { CommandError, type Context, exitCodes } from './context.ts';
import { guestOf, keep, openSession, originOf } from './session.ts';
import { sessionFileIn } from './session-file.ts';
import { text } from './text.ts';

export interface LoginOptions {
  server?: string;
  email?: string;
  passwordStdin?: boolean;
}

/** Logs in and keeps the session. */
export async function login(context: Context, options: LoginOptions): Promise<number> {
  const file = sessionFileIn(context.configDir);
  const last = await file.read().catch(() => null);
  const server = originOf(options.server ?? context.server ?? last?.server ?? 'http://localhost:3000');
  const email = options.email ?? (await askEmail(context));
  const password = await (options.passwordStdin ? readPassword(context) : askPassword(context));
  const started = await guestOf(server).logIn({ body: { email, password, transport: 'bearer' } });
  await file.locked(() => file.write(keep(server, started.me.email, started, null)));
  context.stdout.write(`${text.loggedIn(started.me.name, server)}\n`);
  return exitCodes.done;
}

/** Ends the session, here in any case. */
export async function logout(context: Context): Promise<number> {
  const file = sessionFileIn(context.configDir);
  const { client, server } = await openSession(context.configDir);
  const told = await client.logOut().then(
    () => true,
    (error: { problem?: { status: number } }) => error.problem?.status === 401,
  );
  await file.locked(() => file.remove());
  if (!told) throw new CommandError(text.loggedOutHere(server));
  context.stdout.write(`${text.loggedOut(server)}\n`);
  return exitCodes.done;
}
