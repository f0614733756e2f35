import { audit, type Bar, server } from './row.ts';

export const runningBars: readonly Bar[] = [
  {
    number: 34,
    holds:
      'On MySQL nothing is prepared, and no connection keeps a state that would tie it to a client of a proxy.',
    tests: {
      [`${server}/db/mysql-session.test.ts`]: [
        'nothing that a server does from its start to its end sets state on a connection',
      ],
    },
  },
  {
    number: 35,
    holds:
      'SQLite is new enough, flushes what it acknowledges and waits for others; killed, it has lost nothing.',
    tests: {
      [`${server}/db/sqlite.test.ts`]: [
        'is a SQLite that loses nothing it acknowledged: new enough, by a log that is flushed, with patience for others',
      ],
      'e2e/crash.e2e.ts': [
        'the server is killed again and again while photos come in: the client finishes, and none is lost or there twice',
      ],
    },
  },
  {
    number: 36,
    holds:
      'Asked to end under load, a server first says that it is not ready, fails nothing under way, and ends; without its database it lives and is not ready; too many are told to come back.',
    tests: {
      'e2e/shutdown.e2e.ts': [
        'SIGTERM under load: not ready first, nothing in flight fails, and the end comes soon',
      ],
      'e2e/overload.e2e.ts': [
        'ten times too much: the rest is told to come back, health is answered, and memory stays',
      ],
      [`${server}/http/in-flight.test.ts`]: [
        'beyond so many under way the rest is told to come back, and health is answered all the same',
        'who leaves without an answer leaves its place, and a refusal takes none',
      ],
      [`${server}/http/slow-requests.test.ts`]: [
        'a body that does not end is answered and its connection closed, however often a byte of it comes',
      ],
      [`${server}/http/health.test.ts`]: [
        'a part that does not answer is unavailable, and so is known within a second of its end',
      ],
      [`${server}/db/mysql-outage.test.ts`]: [
        'without its database a server lives, is not ready, and asks people to come again',
      ],
      [`${server}/db/mysql-pool.test.ts`]: [
        'no more than a limit wait for a connection: the rest is refused at once',
      ],
    },
  },
  {
    number: 37,
    holds:
      'A key makes a creating call happen once: under way 409, with another body 422, else the same answer for a day.',
    tests: {
      [`${server}/modules/idempotency/idempotency.test.ts`]: [
        'answers the same again, for a day',
        'refuses the key with another request',
        'runs one of many at once',
      ],
      [`${server}/http/http.test.ts`]: ['a creating call repeated with its key makes one'],
    },
  },
  {
    number: 38,
    holds:
      'The audit log is a chain that the database lets nobody change, that never forks, and that shows an edit, a deletion and a missing end.',
    tests: {
      [`${audit}/sealing.test.ts`]: [
        'never forks: 20 appends at once, while 5 processes seal',
        'refuses to change an entry, sealed or not, and to seal it in part, otherwise or again',
        'refuses to take an entry away, or to put another in its place',
      ],
      [`${audit}/chain.test.ts`]: ['shows any one change, of any kind, of any length'],
      [`${server}/admin/audit.test.ts`]: ['detects an edit, a deletion, and an end that was cut off'],
    },
  },
  {
    number: 39,
    holds: 'A backup that was taken under load is put back whole, with no row without its file.',
    tests: {
      [`${server}/backup.test.ts`]: [
        'a backup taken while people add photos is restored whole: every photo has its files, none is left over',
      ],
    },
  },
];
