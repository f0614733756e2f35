import { ConnectionError, type ProblemCode, ProblemError, problems } from '@wmory/contract';
import { explain } from './problems';

const refused = (code: ProblemCode, retryAfter: number | null = null) =>
  new ProblemError(
    { type: 'about:blank', title: problems[code].title, status: problems[code].status, code },
    retryAfter,
  );

describe('explain', () => {
  it('has a sentence of the app for every code of the contract', () => {
    for (const code of Object.keys(problems) as ProblemCode[]) {
      const sentence = explain(refused(code));
      expect(sentence).toMatch(/^[A-Z].*\.$/);
      expect(sentence).not.toContain('{{');
    }
  });

  it('says when to try again', () => {
    expect(explain(refused('rate-limited', 30))).toBe(
      'That was a lot in a short time. Try again in 30 seconds.',
    );
    expect(explain(refused('too-many-attempts', 840))).toBe(
      'Too many wrong attempts. Try again in 14 minutes.',
    );
    expect(explain(refused('rate-limited', 7200))).toBe(
      'That was a lot in a short time. Try again in 2 hours.',
    );
  });

  it('tells no answer from a fault of the app', () => {
    expect(explain(new ConnectionError('x'))).toMatch(/did not answer/);
    expect(explain(new TypeError('x'))).toMatch(/went wrong in the app/);
  });
});
