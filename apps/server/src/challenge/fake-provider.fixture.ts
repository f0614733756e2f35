import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Stands in for the servers of hCaptcha and Turnstile, which cannot be had here: as their documents describe them, a
 * token is good once, for its own secret. It is no proof that the real ones do the same.
 */
export async function startFakeProvider(secret: string) {
  const tokens = new Set<string>();
  const requests: { type: string | undefined; form: Record<string, string> }[] = [];
  let broken: 'no' | 'status' | 'words' = 'no';
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const form = Object.fromEntries(new URLSearchParams(body));
    requests.push({ type: request.headers['content-type'], form });
    if (broken === 'status') return void response.writeHead(500).end();
    if (broken === 'words') return void response.end('<html>');
    const verdict =
      form['secret'] !== secret
        ? { success: false, 'error-codes': ['invalid-input-secret'] }
        : tokens.delete(form['response'] ?? '')
          ? { success: true }
          : { success: false, 'error-codes': ['invalid-or-already-seen-response'] };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(verdict));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/siteverify`,
    requests,
    /** As when somebody has passed the widget. */
    pass(token: string): string {
      tokens.add(token);
      return token;
    },
    breakDown(how: typeof broken): void {
      broken = how;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
