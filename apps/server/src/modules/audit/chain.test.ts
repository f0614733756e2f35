import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createWalk, type Flaw, GENESIS, hashEntry, linkEntries, type SealedEntry } from './chain.ts';

const key = Buffer.alloc(32, 7);
const entry = (number: number) => ({
  id: `019e0000-0009-7000-8000-${String(number).padStart(12, '0')}`,
  at: 1_800_000_000_000 + number,
  action: 'photo.added',
  actor_id: null,
  group_id: `group ${number % 3}`,
  subject_id: null,
  details: '{"name":"Alps"}',
  request_id: null,
  ip: null,
});

/** So many entries, sealed in batches of three. */
function makeChain(length: number): SealedEntry[] {
  const chain: SealedEntry[] = [];
  for (let from = 1; from <= length; from += 3) {
    const batch = Array.from({ length: Math.min(3, length - from + 1) }, (_, index) => entry(from + index));
    const links = linkEntries(chain.at(-1) ?? GENESIS, batch, key);
    chain.push(...links.map((link, index) => ({ ...entry(from + index), ...link })));
  }
  return chain;
}

function walk(chain: readonly SealedEntry[], keys = [key]): Flaw[] {
  const { take } = createWalk(GENESIS, keys);
  return chain.flatMap(take);
}

describe('the hash of an entry', () => {
  it('is that of the text that the record of the decision shows', () => {
    const text =
      'wmory audit entry 1\n[1,"0000000000000000000000000000000000000000000000000000000000000000",' +
      '"019e0000-0009-7000-8000-000000000001",1800000000001,"photo.added",null,"group 1",null,"{\\"name\\":\\"Alps\\"}",null,null]';
    assert.equal(
      hashEntry({ ...entry(1), seq: 1, prev_hash: GENESIS.hash }),
      createHash('sha256').update(text).digest('hex'),
    );
  });
});

describe('a chain', () => {
  it('is whole as it was made', () => {
    const chain = makeChain(8);
    assert.deepEqual(
      chain.map(({ seq }) => seq),
      [1, 2, 3, 4, 5, 6, 7, 8],
    );
    assert.deepEqual(walk(chain), []);
  });

  it('shows a change of anything that an entry says', () => {
    const chain = makeChain(8);
    const names = Object.keys(entry(1)) as (keyof ReturnType<typeof entry>)[];
    for (const name of names) {
      const changed = chain.map((each) =>
        each.seq === 4 ? { ...each, [name]: name === 'at' ? 5 : 'else' } : each,
      );
      assert.deepEqual(walk(changed), [{ kind: 'altered', seq: 4, through: 4 }], name);
    }
  });

  it('shows where content of one column was moved to another', () => {
    const [first] = linkEntries(GENESIS, [{ ...entry(1), actor_id: 'a', group_id: 'b' }], key);
    const moved = { ...entry(1), ...(first as SealedEntry), actor_id: 'ab', group_id: '' };
    assert.deepEqual(walk([moved]), [{ kind: 'altered', seq: 1, through: 1 }]);
  });

  it('shows entries that are missing, and which', () => {
    const chain = makeChain(8).filter(({ seq }) => seq < 3 || seq > 5);
    assert.deepEqual(walk(chain), [{ kind: 'missing', seq: 3, through: 5 }]);
  });

  it('shows entries that were sealed anew without the secret', () => {
    const chain = makeChain(8);
    const forged = linkEntries(
      chain[3] as SealedEntry,
      chain.slice(4).map((each) => ({ ...each, actor_id: 'else' })),
      Buffer.alloc(32, 8),
    ).map((link, index) => ({ ...(chain[4 + index] as SealedEntry), actor_id: 'else', ...link }));
    assert.deepEqual(walk([...chain.slice(0, 4), ...forged]), [
      { kind: 'forged', seq: 5, through: 5 },
      { kind: 'forged', seq: 6, through: 6 },
      { kind: 'forged', seq: 7, through: 7 },
      { kind: 'forged', seq: 8, through: 8 },
    ]);
    assert.deepEqual(walk([...chain.slice(0, 4), ...forged], [key, Buffer.alloc(32, 8)]), []);
  });

  it('shows any one change, of any kind, of any length', () => {
    const change = fc.record({
      length: fc.integer({ min: 2, max: 12 }),
      at: fc.nat(),
      kind: fc.constantFrom('drop', 'swap', 'edit', 'repeat'),
      text: fc.string(),
    });
    fc.assert(
      fc.property(change, ({ length, at, kind, text }) => {
        const chain = makeChain(length);
        // The last one dropped is a shorter chain: that shows only against a head.
        const index = at % (length - 1);
        const [one, next] = [chain[index] as SealedEntry, chain[index + 1] as SealedEntry];
        if (kind === 'drop') chain.splice(index, 1);
        if (kind === 'repeat') chain.splice(index, 0, one);
        if (kind === 'swap') chain.splice(index, 2, next, one);
        if (kind === 'edit') chain.splice(index, 1, { ...one, details: `${one.details}${text} ` });
        assert.notEqual(walk(chain).length, 0);
      }),
    );
  });
});
