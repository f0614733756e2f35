import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { DAY, HOUR, toMoment } from '../../clock.ts';
import { AppError } from '../../error.ts';
import { createAudit } from '../audit/index.ts';
import { audited, caller, makeWorld, PASSWORD, refuses, START, type World } from './accounts.fixture.ts';
import { createSuspensions } from './index.ts';

const email = 'ada@example.org';

describe('a suspended account', () => {
  let world: World;
  let userId: string;
  beforeEach(async () => {
    world = await makeWorld();
    userId = (await world.enter(email)).me.id;
  });
  afterEach(() => world.close());

  const suspensions = () =>
    createSuspensions({
      audit: createAudit({ clock: () => Date.now(), key: Buffer.alloc(32, 2) }),
      clock: () => Date.now(),
    });
  const suspend = (until: number | null) =>
    world.database.transaction((tx) => suspensions().suspend(tx, userId, until, null));
  const reinstate = (rest: { until: number | null } | null = null) =>
    world.database.transaction((tx) => suspensions().reinstate(tx, userId, rest, null));
  const logIn = (password = PASSWORD) => world.accounts.logIn(caller, { email, password });
  const refusal = async () => {
    const error = await logIn().catch((thrown: unknown) => thrown);
    assert.ok(error instanceof AppError && error.code === 'account-suspended', String(error));
    return error.details.params ?? {};
  };

  it('is told so, and until when, by the right password alone', async () => {
    await suspend(START + 3 * DAY);
    assert.equal((await refusal())['until'], toMoment(START + 3 * DAY));
    await refuses(logIn('not her password'), 'wrong-credentials');
    await suspend(null);
    assert.equal((await refusal())['until'], undefined);
  });

  it('loses its sessions at once, and they do not come back with it', async () => {
    const { tokens } = await logIn();
    await suspend(START + DAY);
    await refuses(world.accounts.authenticate(tokens.accessToken), 'session-ended');
    await refuses(world.accounts.refreshSession(caller, tokens.refreshToken), 'session-ended');
    await reinstate();
    await refuses(world.accounts.refreshSession(caller, tokens.refreshToken), 'session-ended');
    await logIn();
  });

  it('opens by itself when the time is over', async () => {
    await suspend(START + DAY);
    world.advance(DAY - 1);
    await refusal();
    world.advance(1);
    const { tokens } = await logIn();
    await world.accounts.authenticate(tokens.accessToken);
  });

  it('stays closed for the longer of two suspensions, and after one is taken back for the other', async () => {
    await suspend(START + 5 * DAY);
    await suspend(START + DAY);
    assert.equal((await refusal())['until'], toMoment(START + 5 * DAY));
    await suspend(null);
    assert.equal((await refusal())['until'], undefined);
    await reinstate({ until: START + DAY });
    assert.equal((await refusal())['until'], toMoment(START + DAY));
    await reinstate();
    await logIn();
  });

  it('gets a ticket that is its own, and good for an hour', async () => {
    await suspend(null);
    const ticket = String((await refusal())['ticket']);
    assert.equal(world.accounts.readSuspensionTicket(ticket), userId);
    const forged = ticket.replace(
      userId,
      userId.replace(/^./, (first) => (first === '0' ? '1' : '0')),
    );
    const longer = ticket.replace(/\.(\d+)\./, (_, end) => `.${Number(end) + 1}.`);
    for (const wrong of [forged, longer, '', '..', ticket.slice(0, -2), `${ticket}x`])
      assert.equal(world.accounts.readSuspensionTicket(wrong), null, wrong);
    world.advance(HOUR);
    assert.equal(world.accounts.readSuspensionTicket(ticket), null);
  });

  it('gets no letters but notices', async () => {
    await suspend(null);
    await world.accounts.forgotPassword({ email });
    const before = world.letters.length;
    await world.accounts.sweeps.sendLetters();
    assert.equal(world.letters.length, before);
  });

  it('is in the log', async () => {
    await suspend(START + DAY);
    await reinstate();
    assert.deepEqual((await audited(world)).slice(-2), ['account.suspended', 'account.reinstated']);
  });
});
