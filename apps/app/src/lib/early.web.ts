/** What `public/early.js` has asked for, by method and address. */
interface Early {
  /** When, in UTC milliseconds. */
  at: number;
  answers: Record<string, Promise<Response | null> | undefined>;
}

/** Milliseconds for which such an answer is as good as a fresh one. */
const FRESH = 15_000;

const page = globalThis as { wmoryEarly?: Early | undefined };

/** Forgets what was asked for: it was for whoever was logged in. */
export function dropEarly(): void {
  page.wmoryEarly = undefined;
}

/** Takes an answer that was asked for before the app ran, once; null where there is none, or none came. */
export async function takeEarly(address: string, init?: RequestInit): Promise<Response | null> {
  const early = page.wmoryEarly;
  const key = `${init?.method ?? 'GET'} ${address}`;
  const answer = early?.answers[key];
  if (!early || !answer) return null;
  delete early.answers[key];
  if (Date.now() - early.at > FRESH) return null;
  // A failure may have passed by now: the app asks itself.
  return answer.catch(() => null);
}
