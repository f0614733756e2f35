import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { StartError } from '../../error.ts';

/**
 * Domains of providers that give addresses away for minutes, as the package `disposable-email-domains-js` carries them
 * from the list that its community keeps (https://github.com/disposable-email-domains/disposable-email-domains, CC0).
 */
function readDisposable(): string[] {
  const file = import.meta.resolve('disposable-email-domains-js/dist/dict/disposable_email_blocklist.json');
  return JSON.parse(readFileSync(fileURLToPath(file), 'utf8'));
}

/** One a line; what follows `#` is a comment. */
function readList(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.replace(/#.*/, '').trim().toLowerCase())
      .filter(Boolean);
  } catch (error) {
    throw new StartError(`REFUSED_DOMAINS_FILE cannot be read: ${(error as Error).message}`);
  }
}

/** The domains whose addresses may not sign up. Throws `StartError` when the host's file cannot be read. */
export function readRefusedDomains(wanted: {
  refuseDisposable: boolean;
  refusedDomainsFile: string | null;
}): ReadonlySet<string> {
  return new Set([
    ...(wanted.refuseDisposable ? readDisposable() : []),
    ...(wanted.refusedDomainsFile === null ? [] : readList(wanted.refusedDomainsFile)),
  ]);
}
