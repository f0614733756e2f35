import { accounts, type Bar, server } from './row.ts';

export const accountsBars: readonly Bar[] = [
  {
    number: 12,
    holds:
      'Tokens have one algorithm, and type, issuer, audience and times are checked: 20 kinds of bad ones are answered 401.',
    tests: {
      [`${accounts}/access-tokens.test.ts`]: ['${name}: unauthenticated'],
      [`${accounts}/access-tokens.http.test.ts`]: [
        'with a bad token, ${name}, is answered 401',
        'with the refresh token in its place is answered 401',
      ],
    },
  },
  {
    number: 13,
    holds:
      'Access lasts 15 minutes; refresh tokens hold 128 bits and more, are kept as hashes, change with each use, and end after 30 days without use and 90 in any case.',
    tests: {
      [`${accounts}/access-tokens.test.ts`]: ['a token lives 15 minutes'],
      [`${accounts}/at-rest.test.ts`]: [
        'who reads the whole database finds nothing that opens an account',
        'secrets that are sent out hold 128 random bits and more, and no two are alike',
      ],
      [`${accounts}/sessions.test.ts`]: [
        'spends the token and gives the next',
        'ends after 30 days without use and after 90 in any case',
      ],
    },
  },
  {
    number: 14,
    holds:
      '50 refreshes at once make one lineage; a token is taken again for 30 seconds, later it ends the session.',
    tests: {
      [`${accounts}/sessions.test.ts`]: [
        'fifty times at once makes one lineage',
        'gives the same token again for 30 seconds, as the answer may have been lost',
        'ends the session when a spent token comes later, for thief and owner alike',
      ],
    },
  },
  {
    number: 15,
    holds:
      'A changed or reset password, a suspension and a deletion end every session at once, and access within a minute.',
    tests: {
      [`${accounts}/passwords.test.ts`]: [
        'ends every other session at once and tells by letter',
        'works once and ends every session at once',
      ],
      [`${accounts}/suspensions.test.ts`]: ['loses its sessions at once, and they do not come back with it'],
      [`${accounts}/accounts.http.test.ts`]: ['is out at once when the password is changed elsewhere'],
      [`${accounts}/deletions.test.ts`]: [
        'changes nothing for two weeks, but ends the other sessions',
        'nothing opens the account, and nobody can tell that there was one',
      ],
    },
  },
  {
    number: 16,
    holds:
      'Passwords are hashed by argon2id, few at a time, and the rest told to come back; 12 to 128 characters, none that are guessed first, no other rules.',
    tests: {
      [`${accounts}/password-hasher.test.ts`]: [
        'hashes by argon2id at the recommended cost unless told otherwise',
        'some run, some wait in order, and the rest are told to come back',
      ],
      [`${accounts}/guessing.http.test.ts`]: [
        'the rest are told to come back, and those that wait are answered',
      ],
      [`${accounts}/common-passwords.test.ts`]: [
        'what guessers try first is refused',
        'what is merely plain passes: there are no rules of composition',
      ],
      'packages/contract/src/schemas.test.ts': [
        'an address is lower-cased; passwords have a length and no other rule',
      ],
    },
  },
  {
    number: 17,
    holds: 'No answer, and no time it takes, tells whether there is an account.',
    tests: {
      [`${accounts}/accounts.http.test.ts`]: ['learns from no answer who has an account'],
      [`${accounts}/log-in.test.ts`]: [
        'takes the same work and gives the same answer whether or not there is an account',
      ],
      [`${accounts}/sign-up.test.ts`]: [
        'answers alike and works as hard whether or not the address is taken',
      ],
      [`${accounts}/passwords.test.ts`]: ['goes to nobody who has no account, and made-up ones do no work'],
    },
  },
  {
    number: 18,
    holds:
      'Five guesses at an account in 15 minutes and 100 an hour from an address, no lock for ever; a forged X-Forwarded-For gains nothing, and proxies are listed by address.',
    tests: {
      [`${accounts}/log-in.test.ts`]: [
        'hears five wrong guesses in 15 minutes, and then not even the right one',
        'hears it again after 15 minutes, however often it was tried in between',
      ],
      [`${accounts}/guessing.http.test.ts`]: [
        'is heard a hundred times an hour, at whichever account, and told when to come back',
        'gains nothing by an X-Forwarded-For that changes',
        'gains nothing behind a trusted proxy either, which adds the address it knows',
      ],
      [`${server}/instances.test.ts`]: ['instances that share a Redis count calls and guesses together'],
      [`${server}/http/rate-limits.test.ts`]: ['all addresses that one subscriber has are one'],
      [`${server}/limits/limits.test.ts`]: [
        'so many are allowed and no more, also when they come at once, each key for itself',
        'there are never more keys than so many: those go that would have ended first',
        '${what}, each server counts for itself until it is back, and says so once',
      ],
      [`${server}/config.test.ts`]: ['believes no proxy by a count of hops or by "everyone"'],
    },
  },
  {
    number: 19,
    holds:
      'Codes live ten minutes and five tries; links hold 128 bits and more, are kept as hashes, work once within a day (the way back to an old address: within eight; to an account that is to be deleted: until it is), are not spent by looking, and lead where the settings say.',
    tests: {
      [`${accounts}/verify-email.test.ts`]: [
        'lives ten minutes',
        'is dead after five wrong tries, even once guesses are heard again',
        'lives a day',
        'holds 256 bits that follow the hash sign',
        'starts a session, once, also when two follow it at once',
      ],
      [`${accounts}/accounts.http.test.ts`]: [
        'gets in again by the link of a letter, which looking at does not spend',
        'changes no address by looking at a link of its letters',
        'does not choose where links in letters lead',
      ],
      [`${accounts}/email-changes.test.ts`]: [
        'changes it once, ends every other session, and is on record',
        'works seven days after the change: every session ends and no password opens the account',
        'is closed after that',
      ],
      [`${accounts}/at-rest.test.ts`]: ['who reads the whole database finds nothing that opens an account'],
    },
  },
  {
    number: 20,
    holds: 'No token, password or signed query is in a line of the log or an entry of the audit log.',
    tests: {
      [`${server}/secrecy.test.ts`]: [
        'there were secrets of every kind to be found, and a log to find them in',
        'no line of the log, down to the least, holds a secret',
        'no row of the audit log holds a secret',
        'nor more of a person than ids: no name, no address, of the net or of mail, and nothing of a picture',
      ],
    },
  },
];
