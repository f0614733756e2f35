import type { Context } from './context.ts';
import { CommandError, UsageError } from './context.ts';
import { text } from './text.ts';

type Terminal = Pick<Context, 'stdin' | 'stderr' | 'signal'>;

/** Asks for a line on the terminal; what is typed is shown only if `echo`. */
function askLine({ stdin, stderr, signal }: Terminal, question: string, echo: boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    let line = '';
    const end = (finish: () => void) => {
      stdin.off('data', onData);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write('\n');
      finish();
    };
    const onData = (chunk: string) => {
      // Keys that send more than one character, such as arrows, type nothing.
      if (chunk.startsWith('\u001b')) return;
      for (const character of chunk) {
        if (character === '\r' || character === '\n') return end(() => resolve(line));
        if (character === '\u0003' || character === '\u0004')
          return end(() => reject(new CommandError('', 130)));
        if (character === '\u007f' || character === '\b') {
          if (echo && line !== '') stderr.write('\b \b');
          line = [...line].slice(0, -1).join('');
        } else {
          line += character;
          if (echo) stderr.write(character);
        }
      }
    };
    signal.addEventListener('abort', () => end(() => reject(new CommandError('', 130))), { once: true });
    stderr.write(question);
    stdin.setEncoding('utf8');
    stdin.setRawMode(true);
    stdin.resume();
    stdin.on('data', onData);
  });
}

export async function askEmail(terminal: Terminal): Promise<string> {
  if (!terminal.stdin.isTTY) throw new UsageError(text.noEmail);
  return (await askLine(terminal, text.askEmail, true)).trim();
}

export async function askPassword(terminal: Terminal): Promise<string> {
  if (!terminal.stdin.isTTY) throw new UsageError(text.noTerminal);
  return askLine(terminal, text.askPassword, false);
}

/** All of standard input, without the newline at its end. */
export async function readPassword({ stdin }: Pick<Context, 'stdin'>): Promise<string> {
  let input = '';
  for await (const chunk of stdin.setEncoding('utf8')) input += chunk;
  return input.replace(/\r?\n$/, '');
}
