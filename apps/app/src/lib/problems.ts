import { ConnectionError, ProblemError } from '@wmory/contract';
import i18n from 'i18next';
import { PasskeyError } from './passkey-error';

/**
 * A sentence for what went wrong, in the person's language. Each problem code of the contract has one
 * (`i18n/en-problems.ts`), so that a new code without a sentence does not compile.
 *
 * @param better sentences that say more where this was tried
 */
export function explain(error: unknown, better: Partial<Record<ProblemError['code'], string>> = {}): string {
  if (error instanceof ProblemError) {
    const sentence = better[error.code] ?? i18n.t(`problem.${error.code}`, { ...error.problem.params });
    if (!error.retryAfter) return sentence;
    const minutes = Math.ceil(error.retryAfter / 60);
    const wait =
      error.retryAfter < 90
        ? i18n.t('retryIn.seconds', { count: Math.ceil(error.retryAfter) })
        : minutes < 90
          ? i18n.t('retryIn.minutes', { count: minutes })
          : i18n.t('retryIn.hours', { count: Math.ceil(minutes / 60) });
    return `${sentence} ${wait}`;
  }
  if (error instanceof PasskeyError) return i18n.t(`failure.passkey.${error.fault}`);
  return i18n.t(error instanceof ConnectionError ? 'failure.connection' : 'failure.unknown');
}

/** The same for a page that could not load: without an answer, it is the connection that is to be looked at. */
export const sayFailure = (error: unknown) =>
  error instanceof ConnectionError
    ? ({
        icon: 'offline',
        title: i18n.t('failure.startTitle'),
        body: i18n.t('failure.startBody'),
      } as const)
    : ({ icon: 'alert', title: i18n.t('failure.title'), body: explain(error) } as const);

/** Whether the server refused with this code. */
export const isProblem = (error: unknown, code: ProblemError['code']): boolean =>
  error instanceof ProblemError && error.code === code;
