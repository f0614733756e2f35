import { fireEvent, screen } from '@testing-library/react-native';
import type { HideRequest } from '@wmory/contract';
import { photo } from '@/features/media/photo.fixture';
import { draw } from '@/testing/draw';
import { id } from '@/testing/examples';
import { answer, asked, refuse, serve } from '@/testing/fake-server';
import { HiddenNote } from './hidden-note';
import { HideDialog } from './hide-dialog';

const path = `/groups/${id(100)}/photos/${id(7)}`;
const asks: HideRequest = {
  state: 'open',
  answerBy: '2026-06-13T12:00:00.000Z',
  abilities: { answer: false, withdraw: false },
};
const sent = (what: string) => asked.filter((each) => each.what === what).map(({ body }) => body);
const hidden = photo(7, { hidden: 'asked' });
const open = async (request: HideRequest, routes: Parameters<typeof serve>[0] = {}) => {
  serve({
    [`GET ${path}`]: () => answer(hidden),
    [`GET ${path}/hide-request`]: () => answer(request),
    ...routes,
  });
  await draw(<HiddenNote photo={hidden} />);
};

describe('asking to hide a photo', () => {
  const ask = async (routes: Parameters<typeof serve>[0]) => {
    serve({ [`GET ${path}`]: () => answer(hidden), ...routes });
    const close = jest.fn();
    await draw(<HideDialog photo={photo(7, { uploader: { id: id(2), name: 'Ben' } })} onClose={close} />);
    expect(screen.getByText(/Only you, Ben and the admins still do/)).toBeOnTheScreen();
    await fireEvent.changeText(screen.getByLabelText(/A word to who judges/), ' Me in the middle ');
    await fireEvent.press(screen.getByRole('button', { name: 'Hide it' }));
    return close;
  };

  it('says what happens, and hides it', async () => {
    const close = await ask({ [`POST ${path}/hide-request`]: () => answer(asks, 201) });
    expect(await screen.findByText(/The photo is hidden/)).toBeOnTheScreen();
    expect(sent(`POST ${path}/hide-request`)).toEqual([{ text: 'Me in the middle' }]);
    expect(close).toHaveBeenCalled();
  });

  it('says that it was enough for a day, and stays open', async () => {
    const close = await ask({ [`POST ${path}/hide-request`]: () => refuse('rate-limited') });
    expect(await screen.findByText(/as many photos as one can in a day/)).toBeOnTheScreen();
    expect(close).not.toHaveBeenCalled();
  });
});

describe('a hidden photo', () => {
  it('says why, also where nothing can be done', async () => {
    serve({});
    await draw(<HiddenNote photo={photo(7, { hidden: 'taken-down' })} />);
    await fireEvent.press(screen.getByRole('button', { name: 'Taken down' }));
    expect(screen.getByText(/Moderators took this file down/)).toBeOnTheScreen();
    expect(asked).toEqual([]);
  });

  it('is kept hidden by its uploader', async () => {
    await open(
      { ...asks, abilities: { answer: true, withdraw: false } },
      { [`POST ${path}/hide-request/answer`]: () => answer({ ...asks, state: 'hidden', answerBy: null }) },
    );
    await fireEvent.press(await screen.findByRole('button', { name: 'Somebody asks to hide this. Answer' }));
    await fireEvent.press(screen.getByRole('button', { name: 'Keep it hidden' }));
    expect(await screen.findByText('The photo stays hidden')).toBeOnTheScreen();
    expect(sent(`POST ${path}/hide-request/answer`)).toEqual([{ agree: true, text: '' }]);
  });

  it('is objected to with a reason; and if somebody was faster, that is said', async () => {
    await open(
      { ...asks, abilities: { answer: true, withdraw: false } },
      { [`POST ${path}/hide-request/answer`]: () => refuse('case-decided') },
    );
    await fireEvent.press(await screen.findByRole('button', { name: 'Somebody asks to hide this. Answer' }));
    await fireEvent.press(screen.getByRole('button', { name: 'Object' }));
    await fireEvent.changeText(screen.getByLabelText('Why should the others see it?'), 'She waved');
    await fireEvent.press(screen.getByRole('button', { name: 'Object' }));
    expect(await screen.findByText(/Somebody else has decided this/)).toBeOnTheScreen();
    expect(sent(`POST ${path}/hide-request/answer`)).toEqual([{ agree: false, text: 'She waved' }]);
  });

  it('is shown again by who asked', async () => {
    await open(
      { ...asks, abilities: { answer: false, withdraw: true } },
      { [`DELETE ${path}/hide-request`]: () => answer(null, 204) },
    );
    await fireEvent.press(await screen.findByRole('button', { name: 'Hidden: somebody in it asks so' }));
    expect(await screen.findByText('You asked to hide this photo.')).toBeOnTheScreen();
    await fireEvent.press(screen.getByRole('button', { name: 'Show it again' }));
    expect(await screen.findByText('The photo is shown to everyone again')).toBeOnTheScreen();
    expect(sent(`DELETE ${path}/hide-request`)).toHaveLength(1);
  });

  it('tells that its uploader objected, and that it was settled', async () => {
    await open({ ...asks, state: 'objected', answerBy: null });
    await fireEvent.press(await screen.findByRole('button', { name: /^Hidden/ }));
    expect(await screen.findByText(/Its uploader objected/)).toBeOnTheScreen();
    expect(screen.queryByRole('button', { name: 'Show it again' })).toBeNull();
  });
});
