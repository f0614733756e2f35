import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { DAY, MINUTE, SECOND } from '../../clock.ts';
import { actorOf, audited, caller, makeWorld, PASSWORD, refuses, type World } from './accounts.fixture.ts';
import type { SessionStart } from './session-start.ts';
import { rotateSession } from './store-sessions.ts';

const email = 'ada@example.org';
let world: World;
let start: SessionStart;

const refresh = (token: string | null) => world.accounts.refreshSession(caller, token);
const replays = async () => (await audited(world)).filter((action) => action === 'session.replayed').length;

beforeEach(async () => {
  world = await makeWorld();
  start = await world.enter(email);
});

afterEach(() => world.close());

describe('refreshing', () => {
  it('spends the token and gives the next', async () => {
    const next = await refresh(start.tokens.refreshToken);
    assert.notEqual(next.refreshToken, start.tokens.refreshToken);
    await world.accounts.authenticate(next.accessToken);
    assert.notEqual((await refresh(next.refreshToken)).refreshToken, next.refreshToken);
  });

  it('fifty times at once makes one lineage', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(start.tokens.refreshToken)));
    assert.equal(new Set(answers.map(({ refreshToken }) => refreshToken)).size, 1);
    const { generation } = await world.database.sql
      .selectFrom('sessions')
      .selectAll()
      .executeTakeFirstOrThrow();
    assert.equal(generation, 1);
    await refresh(answers[0]?.refreshToken ?? '');
    assert.equal(await replays(), 0);
  });

  it('goes forward only: who read the session before another request rotated it changes nothing', async () => {
    const read = () => world.database.sql.selectFrom('sessions').selectAll().executeTakeFirstOrThrow();
    const stale = await read();
    const rotate = ({ id, refresh_hash }: typeof stale) => {
      const next = { generation: 1, refresh_hash: 'x', rotated_at: 0, last_used_at: 0 };
      return rotateSession(world.database, id, refresh_hash, next);
    };
    await refresh(start.tokens.refreshToken);
    const current = await read();
    assert.equal(await rotate(stale), false);
    assert.deepEqual(await read(), current);
    await world.accounts.logOut(await actorOf(world, start));
    assert.equal(await rotate(current), false);
  });

  it('gives the same token again for 30 seconds, as the answer may have been lost', async () => {
    const next = await refresh(start.tokens.refreshToken);
    world.advance(30 * SECOND);
    const again = await refresh(start.tokens.refreshToken);
    assert.equal(again.refreshToken, next.refreshToken);
    await world.accounts.authenticate(again.accessToken);
    assert.equal(await replays(), 0);
  });

  it('ends the session when a spent token comes later, for thief and owner alike', async () => {
    const next = await refresh(start.tokens.refreshToken);
    world.advance(31 * SECOND);
    await refuses(refresh(start.tokens.refreshToken), 'session-ended');
    await refuses(refresh(next.refreshToken), 'session-ended');
    await refuses(world.accounts.authenticate(next.accessToken), 'session-ended');
    assert.equal(await replays(), 1);
    await refuses(refresh(start.tokens.refreshToken), 'session-ended');
    assert.equal(await replays(), 1, 'it is told once');
  });

  it('ends the session at once when a token from before the previous one comes', async () => {
    const next = await refresh(start.tokens.refreshToken);
    await refresh(next.refreshToken);
    await refuses(refresh(start.tokens.refreshToken), 'session-ended');
    assert.equal(await replays(), 1);
  });

  it('takes nothing that somebody made up, and such a thing ends no session', async () => {
    const [id = '', , seal = ''] = start.tokens.refreshToken.split('.');
    const next = await refresh(start.tokens.refreshToken);
    world.advance(MINUTE);
    const made = [
      null,
      '',
      id,
      `${id}.0.${'A'.repeat(43)}`,
      `${id}.1.${seal}`,
      `${id}.00.${seal}`,
      `${id}.0.${seal}A`,
      start.tokens.accessToken,
      start.tokens.refreshToken.replace(
        id,
        id.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
      ),
    ];
    for (const token of made) await refuses(refresh(token), 'session-ended');
    await refresh(next.refreshToken);
    assert.equal(await replays(), 0);
  });

  it('ends after 30 days without use and after 90 in any case', async () => {
    assert.equal(start.tokens.refreshMaxAge, (30 * DAY) / SECOND);
    let { refreshToken } = start.tokens;
    for (const day of [29, 58, 87]) {
      world.advance(29 * DAY);
      const next = await refresh(refreshToken);
      refreshToken = next.refreshToken;
      assert.equal(next.refreshMaxAge, (Math.min(30, 90 - day) * DAY) / SECOND);
    }
    world.advance(3 * DAY);
    await refuses(refresh(refreshToken), 'session-ended');

    const idle = await world.accounts.logIn(caller, { email, password: PASSWORD });
    world.advance(30 * DAY);
    await refuses(refresh(idle.tokens.refreshToken), 'session-ended');
  });
});

describe('a session', () => {
  it('is of no use from the moment its account is suspended', async () => {
    await world.database.sql.updateTable('users').set({ suspended_at: Date.now() }).execute();
    await refuses(world.accounts.authenticate(start.tokens.accessToken), 'session-ended');
    await refuses(refresh(start.tokens.refreshToken), 'session-ended');
    await refuses(world.accounts.logIn(caller, { email, password: PASSWORD }), 'account-suspended');
  });

  it('is listed by its device, the most recently used first', async () => {
    world.advance(MINUTE);
    const userAgent = `Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 ${'x'.repeat(300)}`;
    await world.accounts.logIn({ ...caller, userAgent }, { email, password: PASSWORD });
    const actor = await actorOf(world, start);
    const seen = async () =>
      (await world.accounts.listSessions(actor)).map(({ device, current }) => [device, current]);
    assert.deepEqual(await seen(), [
      ['Firefox on Linux', false],
      ['curl', true],
    ]);
    world.advance(MINUTE);
    await refresh(start.tokens.refreshToken);
    assert.deepEqual(await seen(), [
      ['curl', true],
      ['Firefox on Linux', false],
    ]);
  });

  it('is ended by its owner alone, and from then on nothing opens with it', async () => {
    const other = await world.accounts.logIn(caller, { email, password: PASSWORD });
    const stranger = await actorOf(world, await world.enter('eve@example.org'));
    const actor = await actorOf(world, start);
    const { sessionId } = await actorOf(world, other);
    await refuses(world.accounts.endSession(stranger, sessionId), 'not-found');
    await world.accounts.authenticate(other.tokens.accessToken);
    await world.accounts.endSession(actor, sessionId);
    await refuses(world.accounts.authenticate(other.tokens.accessToken), 'session-ended');
    await refuses(refresh(other.tokens.refreshToken), 'session-ended');
    await refuses(world.accounts.endSession(actor, sessionId), 'not-found');
    assert.equal((await world.accounts.listSessions(actor)).length, 1);
  });

  it('ends by logging out, twice at once too', async () => {
    const actor = await actorOf(world, start);
    await Promise.all([world.accounts.logOut(actor), world.accounts.logOut(actor)]);
    await refuses(world.accounts.authenticate(start.tokens.accessToken), 'session-ended');
    assert.equal((await audited(world)).filter((action) => action === 'session.ended').length, 1);
  });

  it('ends everywhere, here too', async () => {
    const other = await world.accounts.logIn(caller, { email, password: PASSWORD });
    const stranger = await world.enter('eve@example.org');
    await world.accounts.endAllSessions(await actorOf(world, start));
    for (const { tokens } of [start, other]) {
      await refuses(world.accounts.authenticate(tokens.accessToken), 'session-ended');
      await refuses(refresh(tokens.refreshToken), 'session-ended');
    }
    await world.accounts.authenticate(stranger.tokens.accessToken);
  });
});
