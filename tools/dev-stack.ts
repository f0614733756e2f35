import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp, type Overrides } from '../apps/server/src/app.ts';
import { parseConfig } from '../apps/server/src/config.ts';
import { type Column, currentColumn, openSurroundings } from './column.ts';
import { enter, type Person } from './person.ts';

/** A whole server on a free port with a data folder of its own. */
export interface Stack {
  app: App;
  url: string;
  dataDir: string;
  /** Someone with a verified account; the same name is the same person. */
  person(name: string): Promise<Person>;
  stop(): Promise<void>;
}

export interface StackOptions extends Overrides {
  env?: Record<string, string>;
  /** What it stands on; by default what the runner of tests says. */
  column?: Column;
}

/** Starts a stack in this process; sweeps run only when asked. It forgets everything at `stop`. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const { env = {}, column = currentColumn(), ...overrides } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'wmory-stack-'));
  const surroundings = await openSurroundings(column);
  const config = parseConfig({
    PORT: '0',
    LOG_LEVEL: 'error',
    RATE_LIMIT_FACTOR: '1000',
    WMORY_DATA_DIR: dataDir,
    ...surroundings.env,
    ...env,
  });
  const app = await createApp(config, { sweepInterval: 0, ...overrides });
  const url = await app.listen();
  const people = new Map<string, Promise<Person>>();
  return {
    app,
    url,
    dataDir,
    person(name) {
      const account = { name, email: `${name.toLowerCase()}@example.org`, password: `a password of ${name}` };
      const known = people.get(name) ?? enter(url, account);
      people.set(name, known);
      return known;
    },
    async stop() {
      await app.close();
      await surroundings.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
