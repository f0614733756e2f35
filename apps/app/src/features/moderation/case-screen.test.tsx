import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import type { CaseDetails } from '@wmory/contract';
import { draw } from '@/testing/draw';
import { id } from '@/testing/examples';
import { visited } from '@/testing/fake-router';
import { answer, asked, offline, refuse, serve, silence } from '@/testing/fake-server';
import { appealed, openCase } from '@/testing/judging';
import { CaseScreen, chooseAction } from './case-screen';

// The player is the system's.
jest.mock('@/features/media/viewer/film', () => ({ Film: 'Film' }));

const path = `/moderation/cases/${id(700)}`;
const evidence = {
  state: 'kept',
  urls: { thumb: 'https://store.example/thumb', preview: 'https://store.example/preview' },
  file: 'https://store.example/file',
  motion: null,
};
const routes = (shown: CaseDetails) => ({
  [`GET ${path}`]: () => answer(shown),
  'GET /moderation/cases': () => answer({ cases: [], nextCursor: null }),
});
const open = async (extra: Parameters<typeof serve>[0] = {}, change: Partial<CaseDetails> = {}) => {
  serve({ ...routes(openCase(change)), ...extra });
  await draw(<CaseScreen caseId={id(700)} />);
};
const sent = (what: string) => asked.filter((each) => each.what === what).map(({ body }) => body);

describe('a case', () => {
  it('shows nothing as long as it is not known', async () => {
    await open({ [`GET ${path}`]: silence });
    expect(screen.queryByText('Decide')).toBeNull();
  });

  it('says that it is somebody else’s to judge', async () => {
    await open({ [`GET ${path}`]: () => refuse('not-found') });
    expect(await screen.findByText('This case is not yours to judge')).toBeOnTheScreen();
  });

  it('offers to try again', async () => {
    await open({ [`GET ${path}`]: offline });
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeOnTheScreen();
  });

  it('tells what was reported, and how often its maker was right', async () => {
    await open();
    expect(await screen.findByText('Our door')).toBeOnTheScreen();
    expect(screen.getByText(/Right 3 of 4 times before/)).toBeOnTheScreen();
    expect(screen.getByText('IMG_7.jpg')).toBeOnTheScreen();
    expect(screen.queryByText('abc')).toBeNull();
    expect(screen.getByText('Nothing was ever reported about it or the person.')).toBeOnTheScreen();
  });

  it('asks for the photo when it is to be looked at, and not before', async () => {
    await open({ [`POST ${path}/evidence`]: () => answer(evidence) });
    await screen.findByText(/Covered until you look/);
    expect(sent(`POST ${path}/evidence`)).toHaveLength(0);
    await fireEvent.press(screen.getByRole('button', { name: 'Look at it' }));
    expect(await screen.findByRole('button', { name: 'Open the file' })).toBeOnTheScreen();
    expect(sent(`POST ${path}/evidence`)).toHaveLength(1);
    await fireEvent.press(screen.getByRole('button', { name: 'Cover it again' }));
    expect(await screen.findByText(/Covered until you look/)).toBeOnTheScreen();
    expect(screen.queryByRole('button', { name: 'Open the file' })).toBeNull();
  });

  it('plays a film once it is looked at, and covers it with its picture', async () => {
    const { reports } = openCase();
    const ofFilm = reports.map((each) => ({
      ...each,
      snapshot: { ...each.snapshot, mimeType: 'video/mp4' },
    }));
    await open({ [`POST ${path}/evidence`]: () => answer(evidence) }, { reports: ofFilm });
    await screen.findByText(/Covered until you look/);
    expect(screen.queryByRole('button', { name: 'Play the video' })).toBeNull();
    await fireEvent.press(screen.getByRole('button', { name: 'Look at it' }));
    await fireEvent.press(await screen.findByRole('button', { name: 'Play the video' }));
    expect(JSON.stringify(screen.toJSON())).toContain('https://store.example/file');
    expect(sent(`POST ${path}/evidence`)).toHaveLength(1);
    await fireEvent.press(screen.getByRole('button', { name: 'Cover it again' }));
    expect(await screen.findByText(/Covered until you look/)).toBeOnTheScreen();
    await fireEvent.press(screen.getByRole('button', { name: 'Look at it' }));
    expect(await screen.findByRole('button', { name: 'Play the video' })).toBeOnTheScreen();
  });

  it('plays the film of a live photo', async () => {
    const motion = 'https://store.example/motion';
    await open({ [`POST ${path}/evidence`]: () => answer({ ...evidence, motion }) });
    await fireEvent.press(await screen.findByRole('button', { name: 'Look at it' }));
    await fireEvent.press(await screen.findByRole('button', { name: 'Play the video' }));
    expect(JSON.stringify(screen.toJSON())).toContain(motion);
  });

  it('has nothing to play of a still', async () => {
    await open({ [`POST ${path}/evidence`]: () => answer(evidence) });
    await fireEvent.press(await screen.findByRole('button', { name: 'Look at it' }));
    await screen.findByRole('button', { name: 'Cover it again' });
    expect(screen.queryByRole('button', { name: 'Play the video' })).toBeNull();
  });

  it('says that a copy is on its way, and asks again', async () => {
    let state = { state: 'owed', urls: null, file: null, motion: null } as object;
    await open({ [`POST ${path}/evidence`]: () => answer(state) });
    await fireEvent.press(await screen.findByRole('button', { name: 'Look at it' }));
    expect(await screen.findByText(/still being copied/)).toBeOnTheScreen();
    state = evidence;
    await fireEvent.press(screen.getByRole('button', { name: 'Look at it' }));
    expect(await screen.findByRole('button', { name: 'Cover it again' })).toBeOnTheScreen();
  });

  it('wants to know what is to be done', async () => {
    await open();
    await fireEvent.press(await screen.findByRole('button', { name: 'Decide' }));
    expect(screen.getByText('Choose what is to be done.')).toBeOnTheScreen();
    expect(sent(`POST ${path}/decision`)).toHaveLength(0);
  });

  it('decides with several actions, words and what was in bad faith; and takes it back', async () => {
    const made = appealed({ appeal: null, abilities: { reverse: true, judgeAppeal: false } });
    const judged = openCase({ state: 'decided', abilities: { decide: [] }, decisions: [made] });
    await open({
      [`POST ${path}/decision`]: () => answer(judged),
      [`POST /moderation/decisions/${id(600)}/reverse`]: () => answer(openCase()),
    });
    await fireEvent.press(await screen.findByRole('checkbox', { name: 'Dismiss' }));
    await fireEvent.press(screen.getByRole('checkbox', { name: 'Hide the photo' }));
    await fireEvent.press(screen.getByRole('checkbox', { name: 'Warn' }));
    expect(screen.getByRole('checkbox', { name: 'Dismiss' })).not.toBeChecked();
    await fireEvent.press(screen.getByRole('checkbox', { name: /made in bad faith/ }));
    await fireEvent.changeText(screen.getByLabelText(/^To the person/), ' Crop it ');
    await fireEvent.changeText(screen.getByLabelText('Note for those who judge'), 'Again');
    await fireEvent.press(screen.getByRole('button', { name: 'Decide' }));
    expect(await screen.findByText('The case is decided')).toBeOnTheScreen();
    expect(sent(`POST ${path}/decision`)).toEqual([
      {
        actions: [{ kind: 'hide' }, { kind: 'warn' }],
        reason: 'privacy',
        message: 'Crop it',
        note: 'Again',
        abusiveReports: [id(501)],
      },
    ]);
    await fireEvent.press(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(sent(`POST /moderation/decisions/${id(600)}/reverse`)).toHaveLength(1));
    expect(await screen.findByText('The decision was taken back')).toBeOnTheScreen();
  });

  it('suspends for a time', async () => {
    await open(
      { [`POST ${path}/decision`]: () => answer(openCase({ state: 'decided', abilities: { decide: [] } })) },
      { tier: 'platform', dueAt: null, abilities: { decide: ['dismiss', 'suspend', 'takedown'] } },
    );
    await fireEvent.press(await screen.findByRole('checkbox', { name: 'Suspend the account' }));
    await fireEvent.press(screen.getByRole('radio', { name: 'Month' }));
    await fireEvent.press(screen.getByRole('button', { name: 'Decide' }));
    await waitFor(() => expect(sent(`POST ${path}/decision`)).toHaveLength(1));
    const [body] = sent(`POST ${path}/decision`) as { actions: { until: string }[] }[];
    const days = (Date.parse(body?.actions[0]?.until ?? '') - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(30);
  });

  it('goes on with the next case of the queue', async () => {
    const next = openCase({ id: id(701) });
    await open({
      'GET /moderation/cases': () => answer({ cases: [openCase(), next], nextCursor: null }),
      [`POST ${path}/decision`]: () => answer(openCase({ state: 'decided', abilities: { decide: [] } })),
    });
    await fireEvent.press(await screen.findByRole('checkbox', { name: 'Dismiss' }));
    await fireEvent.press(screen.getByRole('button', { name: 'Decide' }));
    await waitFor(() => expect(visited).toEqual([`/moderation/${id(701)}`]));
  });

  it('says that somebody was faster, and shows what they decided', async () => {
    let shown = openCase();
    await open({
      [`GET ${path}`]: () => answer(shown),
      [`POST ${path}/decision`]: () => {
        shown = openCase({ state: 'appealed', abilities: { decide: [] }, decisions: [appealed()] });
        return refuse('case-decided');
      },
    });
    await fireEvent.press(await screen.findByRole('checkbox', { name: 'Dismiss' }));
    await fireEvent.press(screen.getByRole('button', { name: 'Decide' }));
    expect(await screen.findByText(/^Emil Roth/)).toBeOnTheScreen();
  });

  it('judges an appeal with an answer', async () => {
    await open(
      {
        [`POST /moderation/decisions/${id(600)}/appeal`]: () =>
          answer(openCase({ state: 'closed', abilities: { decide: [] } })),
      },
      { state: 'appealed', abilities: { decide: [] }, decisions: [appealed()] },
    );
    expect(await screen.findByText('It is my own door')).toBeOnTheScreen();
    await fireEvent.changeText(screen.getByLabelText('Answer to who appeals'), 'You are right');
    await fireEvent.press(screen.getByRole('button', { name: 'Undo the decision' }));
    expect(await screen.findByText('The appeal is judged')).toBeOnTheScreen();
    expect(sent(`POST /moderation/decisions/${id(600)}/appeal`)).toEqual([
      { outcome: 'reversed', message: 'You are right' },
    ]);
  });

  it('leaves the appeal against one’s own decision to others', async () => {
    const own = appealed({
      by: { id: id(1), name: 'Anna Berg' },
      abilities: { reverse: false, judgeAppeal: false },
    });
    await open({}, { state: 'appealed', abilities: { decide: [] }, decisions: [own] });
    expect(await screen.findByText(/so somebody else judges the appeal/)).toBeOnTheScreen();
    expect(screen.queryByRole('button', { name: 'Undo the decision' })).toBeNull();
  });

  it('asks of a request to hide whether to show or to keep it', async () => {
    await open(
      {},
      {
        purpose: 'hide-request',
        reason: 'in-photo',
        objection: 'She waved',
        abilities: { decide: ['dismiss', 'hide'] },
      },
    );
    expect(await screen.findByRole('checkbox', { name: 'Show it to everyone again' })).toBeOnTheScreen();
    expect(screen.getByText(/She waved/)).toBeOnTheScreen();
  });
});

describe('chooseAction', () => {
  it('keeps dismissing alone', () => {
    expect(chooseAction(['hide', 'warn'], 'dismiss')).toEqual(['dismiss']);
    expect(chooseAction(['dismiss'], 'warn')).toEqual(['warn']);
    expect(chooseAction(['hide', 'warn'], 'hide')).toEqual(['warn']);
  });
});
