import { type ChildProcess, execFile, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from '../../tools/services/free-port.ts';

export type Behaviour =
  | 'healthy'
  | 'never ready'
  | 'slow'
  | 'migration fails'
  | 'ends later'
  | 'fails later'
  | 'hiccup';

export interface Outcome {
  code: number;
  output: string;
}

/** A host in a folder: the real scripts, with stand-ins for `docker`, `aws` and what only root may call. */
export class Host implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'wmory-host-'));
  readonly blue: number;
  readonly green: number;

  static async open(): Promise<Host> {
    return new Host(await freePort(), await freePort());
  }

  private constructor(blue: number, green: number) {
    this.blue = blue;
    this.green = green;
    mkdirSync(join(this.folder, 'images'));
    mkdirSync(join(this.folder, 'bin'));
    for (const name of ['docker', 'aws'])
      this.install(
        name,
        `exec '${process.execPath}' -- '${join(import.meta.dirname, `fake-${name}.fixture.ts`)}' "$@"`,
      );
    this.install(
      'nft',
      `cat > '${this.folder}/nft'; grep -o 'redirect.*' '${this.folder}/nft' >> '${this.folder}/calls'`,
    );
    this.install('chown', `echo "chown $*" >> '${this.folder}/calls'`);
    this.write('environment', 'PUBLIC_URL=https://photos.test\n');
    this.write('parameter', 'none');
    this.write(
      'host.conf',
      "image='registry/wmory'\nregion='eu-central-1'\nlog_group='/wmory/api'\nparameter='/wmory/small/image-digest'\n" +
        "secret='secret'\nsmtp='smtp'\npassword='password'\nreads_key='reads-key'\n",
    );
  }

  /** An image that is in the registry; answers its digest. */
  image(letter: string, behaviour: Behaviour): string {
    this.write(join('images', letter.repeat(64)), behaviour);
    return `sha256:${letter.repeat(64)}`;
  }

  rollOut(wanted: string, env: Record<string, string> = {}): Promise<Outcome> {
    return this.run('bash', [join(import.meta.dirname, 'rollout.sh'), wanted], env);
  }

  run(program: string, args: readonly string[], env: Record<string, string> = {}): Promise<Outcome> {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    execFile(program, args, { env: { ...this.env(), ...env } }, (error, stdout, stderr) =>
      resolve({
        code: typeof error?.code === 'number' ? error.code : error ? -1 : 0,
        output: stdout + stderr,
      }),
    );
    return promise;
  }

  /** Starts one that is let alone. */
  begin(wanted: string): ChildProcess {
    return spawn('bash', [join(import.meta.dirname, 'rollout.sh'), wanted], {
      env: this.env(),
      stdio: 'ignore',
    });
  }

  /** The digest that connections are sent to; null when nobody answers. */
  async serving(): Promise<string | null> {
    const port = /redirect to :(\d+)/.exec(this.read('nft'))?.[1];
    if (!port) return null;
    return await fetch(`http://127.0.0.1:${port}/`).then(
      (response) => response.text(),
      () => null,
    );
  }

  /** What was asked of the stand-ins, a line each. */
  calls(): string[] {
    return this.read('calls').split('\n').filter(Boolean);
  }

  forgetCalls(): void {
    this.write('calls', '');
  }

  /** Process of a container; null when there is no such container. */
  process(slot: 'blue' | 'green'): number | null {
    const file = `container-wmory-${slot}`;
    return existsSync(join(this.folder, file)) ? Number(this.read(file)) : null;
  }

  /** As after a power cut: containers are gone, files stay. */
  restart(): void {
    for (const file of readdirSync(this.folder).filter((name) => /^container-[\w-]+$/.test(name))) {
      end(Number(this.read(file)));
      rmSync(join(this.folder, file));
    }
    this.write('nft', '');
  }

  read(file: string): string {
    const path = join(this.folder, file);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.restart();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private install(name: string, command: string): void {
    const path = join(this.folder, 'bin', name);
    writeFileSync(path, `#!/bin/sh\n${command}\n`);
    chmodSync(path, 0o755);
  }

  private env(): Record<string, string> {
    return {
      PATH: [join(this.folder, 'bin'), process.env['PATH'] ?? ''].join(delimiter),
      HOSTNAME: 'host',
      WMORY_FAKE_WORLD: this.folder,
      WMORY_STATE: join(this.folder, 'state'),
      WMORY_RUN: join(this.folder, 'run'),
      WMORY_CONF: join(this.folder, 'host.conf'),
      WMORY_ENVIRONMENT: join(this.folder, 'environment'),
      WMORY_CA_FILE: join(this.folder, 'none.pem'),
      WMORY_BLUE_PORT: String(this.blue),
      WMORY_GREEN_PORT: String(this.green),
      WMORY_READY_TRIES: '40',
      WMORY_WATCH_TRIES: '5',
      WMORY_PAUSE: '0.1',
      WMORY_POLL_MS: '1',
    };
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
