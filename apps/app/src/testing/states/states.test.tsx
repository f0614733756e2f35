import { globSync } from 'node:fs';
import { join } from 'node:path';
import { act, fireEvent, screen } from '@testing-library/react-native';
import type { ComponentType, ReactElement } from 'react';
import { OfflineBanner } from '@/components/offline-banner';
import { GroupGate } from '@/features/groups/group-gate';
import { groupKeys } from '@/features/groups/queries';
import { queryClient } from '@/lib/query-client';
import { noteReachable } from '@/lib/reachability';
import { draw } from '../draw';
import { group, id } from '../examples';
import { address } from '../fake-router';
import { refuse, answer as reply, serve, silence } from '../fake-server';
import * as capture from './capture-screens';
import * as groups from './group-screens';
import { routes } from './routes';
import type { Answers, ScreenStates, Seen, State } from './screen-states';

// Jest loads modules as Node did before `import()`: what comes later in the app is here at once.
jest.mock('@/features/pages', () => jest.requireActual('@/features/page-parts'));
jest.mock('@/features/photo-screens', () => ({
  ...jest.requireActual('@/features/media/group-feed'),
  ...jest.requireActual('@/features/media/viewer/viewer-screen'),
  ...jest.requireActual('@/features/camera-parts'),
  Scrubber: () => null,
}));
jest.mock('expo-camera', () => jest.requireActual('./fake-camera').camera);

const pages = join(__dirname, '../../app');
const banner = 'You are offline. What you see may be out of date.';
const busy: State = { sees: [{ role: 'progressbar', name: 'Loading', busy: true }] };
const broken: State = { sees: ['Something went wrong on the server. Try again in a moment.'] };
const alone: State = { sees: [/Check your connection/] };

const all = (seen: Seen) =>
  typeof seen === 'string' || seen instanceof RegExp
    ? screen.queryAllByText(seen)
    : screen.queryAllByRole(seen.role, { name: seen.name, ...(seen.busy && { busy: true }) });

const find = async (seen: Seen) =>
  typeof seen === 'string' || seen instanceof RegExp
    ? screen.findAllByText(seen)
    : screen.findAllByRole(seen.role, { name: seen.name, ...(seen.busy && { busy: true }) });

/** The answers to all that is asked for, each the same. */
const each = (asks: readonly string[], answer: Answers[string]): Answers =>
  Object.fromEntries(asks.map((what) => [what, answer]));

/** What draws a screen; the page of a route is loaded here, before any test begins. */
function drawerOf(route: string, { around, draws }: ScreenStates) {
  if (draws) return draws;
  const Page = jest.requireActual<{ default: ComponentType }>(join(pages, route)).default;
  if (around !== 'group') return () => <Page />;
  return () => (
    <GroupGate groupId={id(100)}>
      <Page />
    </GroupGate>
  );
}

async function look({ sees, lacks = [], after }: State): Promise<void> {
  for (const seen of sees) await find(seen);
  for (const missing of lacks) expect(all(missing)).toEqual([]);
  after?.();
}

/** What the server answers now; null: there is no network. */
let answers: Answers | null = {};
/** Of the group that a page is in. */
let around: Answers = {};

function connect(): void {
  serve(new Proxy({}, { get: (_, what: string) => answers?.[what] ?? around[what] }));
  const { fetch } = globalThis;
  globalThis.fetch = async (...request) => {
    if (!answers) throw new TypeError('Network request failed');
    return fetch(...request);
  };
}

/** Draws a screen in a state, and looks whether it says so. */
async function show(page: ReactElement, states: ScreenStates, state: State): Promise<void> {
  address.params = state.params ?? states.params ?? {};
  connect();
  if (states.around === 'group') {
    const known = group(states.group);
    queryClient.setQueryData(groupKeys.one(known.id), known);
    around = { [`GET /groups/${known.id}`]: () => reply(known) };
  }
  (state.set ?? states.set)?.();
  await draw(
    <>
      <OfflineBanner />
      {page}
    </>,
    states.around !== 'visitor',
  );
  await (state.does ?? states.does)?.();
  await look(state);
}

/** Tries again, where the server answers by now, and looks whether all is there. */
async function recover({ again = 'Try again', full, ...states }: ScreenStates): Promise<void> {
  answers = states.answers;
  const [button] = screen.getAllByRole('button', { name: again });
  await fireEvent.press(button as never);
  await full.does?.();
  await look(full);
  expect(screen.queryByText(banner)).toBeNull();
}

const screens = Object.entries(routes).flatMap(([route, shown]) =>
  typeof shown === 'string' ? [] : shown.map((states) => ({ states, route })),
);
const others = [groups.gate, capture.uploads].map((states) => ({ states, route: '' }));
const rows = [...screens, ...others].map(({ states, route }) => ({
  name: states.name,
  states,
  draws: drawerOf(route, states),
}));

beforeEach(() => jest.useFakeTimers());
afterEach(async () => {
  await act(async () => {
    noteReachable(true);
    queryClient.clear();
  });
});

it('has a row for each page of the app', () => {
  const files = globSync('**/*.tsx', { cwd: pages }).filter((file) => !/(^|\/)[_+][^/]*$/.test(file));
  expect(Object.keys(routes).sort()).toEqual(files.sort());
});

describe.each(rows)('$name', ({ states, draws }) => {
  const { empty, loading = busy, error = broken, offline = alone, full, asks } = states;

  if (typeof empty !== 'string')
    it('says that there is nothing, and what to do', async () => {
      answers = { ...states.answers, ...empty.answers };
      await show(draws(), states, empty);
    });

  if (typeof loading !== 'string')
    it('says that it is loading', async () => {
      answers = { ...states.answers, ...each(asks, silence) };
      await show(draws(), states, loading);
      expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    });

  if (typeof error !== 'string')
    it('says what went wrong, and tries again', async () => {
      answers = { ...states.answers, ...each(asks, () => refuse('internal')) };
      await show(draws(), states, error);
      if (asks.length > 0) await recover(states);
    });

  if (typeof offline !== 'string')
    it('says that there is no network, and tries again', async () => {
      answers = null;
      await show(draws(), states, offline);
      if (asks.length > 0 && !states.covers) await find(banner);
      if (asks.length > 0) await recover(states);
    });

  it('shows all', async () => {
    answers = states.answers;
    await show(draws(), states, full);
    expect(screen.queryByText(banner)).toBeNull();
  });

  if (states.kept)
    it('shows what was seen last without a network', async () => {
      answers = states.answers;
      await show(draws(), states, full);
      answers = null;
      void queryClient.refetchQueries();
      await find(banner);
      await look(full);
    });
});
