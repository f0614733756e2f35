import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import type { CreationOptions, Passkey, RequestOptions } from '@wmory/contract';
import type { MenuProps } from '@/components/menu';
import { PasskeyError } from '@/lib/passkey-error';
import * as browser from '@/lib/passkeys';
import { draw } from '@/testing/draw';
import { id } from '@/testing/examples';
import { answer, asked, offline, refuse, serve } from '@/testing/fake-server';
import { PasskeyList } from './passkey-list';

jest.mock('@/lib/passkeys');
// Where a menu opens is measured, which only a screen can be; its items are what counts here.
jest.mock('@/components/menu', () => {
  const { Text } = jest.requireActual<typeof import('react-native')>('react-native');
  return {
    Menu: ({ items }: MenuProps) =>
      items.map(({ title, onPress }) => (
        <Text key={title} role="button" aria-label={title} onPress={onPress} />
      )),
  };
});
const { passkeysWork, createPasskey, signWithPasskey } = jest.mocked(browser);
const made = { id: 'made' } as never;
const signed = { id: 'signed' } as never;

const creation: CreationOptions = {
  rp: { id: 'photos.example', name: 'WMORY' },
  user: { id: 'handle', name: 'anna@example.org', displayName: 'Anna' },
  challenge: 'challenge',
  pubKeyCredParams: [],
  timeout: 300_000,
  excludeCredentials: [],
  authenticatorSelection: {
    residentKey: 'required',
    requireResidentKey: true,
    userVerification: 'required',
  },
  attestation: 'none',
};
const request: RequestOptions = {
  rpId: 'photos.example',
  challenge: 'challenge',
  timeout: 300_000,
  userVerification: 'required',
  allowCredentials: [],
};

const passkey = (number: number, change: Partial<Passkey> = {}): Passkey => ({
  id: id(number),
  name: 'Firefox on Linux',
  createdAt: '2025-06-01T10:00:00.000Z',
  lastUsedAt: null,
  synced: false,
  ...change,
});
const list = (...passkeys: Passkey[]) => ({ 'GET /me/passkeys': () => answer({ passkeys }) });
const press = (name: string) => fireEvent.press(screen.getByRole('button', { name }));

beforeEach(() => {
  passkeysWork.mockReturnValue(true);
  createPasskey.mockReset().mockResolvedValue(made);
  signWithPasskey.mockReset().mockResolvedValue(signed);
});

describe('the passkeys of an account', () => {
  it('are listed with when they were added and used', async () => {
    serve(
      list(
        passkey(1),
        passkey(2, { name: 'iCloud Keychain', synced: true, lastUsedAt: '2025-07-01T10:00:00.000Z' }),
      ),
    );
    await draw(<PasskeyList />);
    expect(await screen.findByText(/Jun.*2025 · not used yet/)).toBeOnTheScreen();
    expect(screen.getByText(/last used \d+ days ago/)).toBeOnTheScreen();
    expect(screen.getAllByText('Synced')).toHaveLength(1);
  });

  it('are none at first', async () => {
    serve(list());
    await draw(<PasskeyList />);
    expect(await screen.findByText('No passkeys yet')).toBeOnTheScreen();
  });

  it('can be asked for again when they did not load', async () => {
    serve({ 'GET /me/passkeys': offline });
    await draw(<PasskeyList />);
    expect(await screen.findByText(/The server did not answer/)).toBeOnTheScreen();
    serve(list(passkey(1)));
    await press('Try again');
    expect(await screen.findByText('Firefox on Linux')).toBeOnTheScreen();
  });

  it('are not added where they do not work, which is said', async () => {
    passkeysWork.mockReturnValue(false);
    serve(list(passkey(1)));
    await draw(<PasskeyList />);
    expect(await screen.findByText('Firefox on Linux')).toBeOnTheScreen();
    expect(screen.getByText(/are added in a browser/)).toBeOnTheScreen();
    expect(screen.queryByRole('button', { name: 'Add a passkey' })).toBeNull();
  });
});

describe('adding a passkey', () => {
  it('asks who it is when the server wants to know, then goes on', async () => {
    let confirmed = false;
    serve({
      ...list(),
      'POST /me/passkeys/options': () => (confirmed ? answer(creation) : refuse('confirmation-required')),
      'POST /me/confirmation': (body) => {
        if ((body as { password: string }).password !== 'right') return refuse('wrong-credentials');
        confirmed = true;
        return answer(null, 204);
      },
      'POST /me/passkeys': () => answer(passkey(3), 201),
    });
    await draw(<PasskeyList />);
    await screen.findByText('No passkeys yet');
    await press('Add a passkey');
    await fireEvent.changeText(await screen.findByLabelText('Password'), 'wrong');
    await press('Confirm');
    expect(await screen.findByText('The password is wrong.')).toBeOnTheScreen();
    await fireEvent.changeText(screen.getByLabelText('Password'), 'right');
    await press('Confirm');
    expect(await screen.findByText('Firefox on Linux opens your account from now on')).toBeOnTheScreen();
    expect(asked.find(({ what }) => what === 'POST /me/passkeys')?.body).toEqual({ passkey: made });
  });

  it('says nothing when the person thinks better of it, and what the browser could not do', async () => {
    serve({ ...list(), 'POST /me/passkeys/options': () => answer(creation) });
    createPasskey.mockRejectedValueOnce(new PasskeyError('cancelled'));
    await draw(<PasskeyList />);
    await screen.findByText('No passkeys yet');
    await press('Add a passkey');
    await waitFor(() => expect(createPasskey).toHaveBeenCalledTimes(1));
    expect(screen.queryByRole('alert')).toBeNull();
    createPasskey.mockRejectedValueOnce(new PasskeyError('known'));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Add a passkey' })).toBeEnabled());
    await press('Add a passkey');
    expect(await screen.findByText(/holds a passkey for this account already/)).toBeOnTheScreen();
  });
});

describe('a passkey', () => {
  const choose = async (what: string) => {
    await draw(<PasskeyList />);
    await screen.findByText('Firefox on Linux');
    await press(what);
  };

  it('gets another name', async () => {
    serve({
      ...list(passkey(1)),
      [`PATCH /me/passkeys/${id(1)}`]: () => answer(passkey(1, { name: 'My laptop' })),
    });
    await choose('Rename');
    await fireEvent.changeText(await screen.findByLabelText('Name of the passkey'), ' My laptop ');
    await press('Save');
    expect(await screen.findByText('The passkey has a new name')).toBeOnTheScreen();
    expect(asked.find(({ what }) => what.startsWith('PATCH'))?.body).toEqual({ name: 'My laptop' });
  });

  it('is removed once another passkey has shown who it is', async () => {
    let confirmed = false;
    serve({
      ...list(passkey(1)),
      [`DELETE /me/passkeys/${id(1)}`]: () =>
        confirmed ? answer(null, 204) : refuse('confirmation-required'),
      'POST /me/confirmation/options': () => answer(request),
      'POST /me/confirmation': () => {
        confirmed = true;
        return answer(null, 204);
      },
    });
    await choose('Remove');
    await fireEvent.press((await screen.findAllByRole('button', { name: 'Remove' })).at(-1) as never);
    await fireEvent.press(await screen.findByRole('button', { name: 'Use a passkey' }));
    expect(await screen.findByText('Firefox on Linux was removed')).toBeOnTheScreen();
    expect(asked.find(({ what }) => what === 'POST /me/confirmation')?.body).toEqual({ passkey: signed });
  });
});
