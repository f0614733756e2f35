import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fireEvent, screen } from '@testing-library/react-native';
import { draw } from '@/testing/draw';
import { ShowcaseScreen } from './showcase-screen';

const components = join(__dirname, '../../components');

/** Seen elsewhere, or not at all. */
const absent: Record<string, string> = {
  'app-bar': 'the head of every screen',
  blur: 'draws what it covers',
  'crash-page': 'a whole page',
  form: 'draws nothing of its own',
  later: 'draws what it brings',
  'not-found-page': 'a whole page',
  'offline-banner': 'in the frame of the app',
  picture: 'draws a photo from a store',
  screen: 'the frame of every page',
  scrim: 'around menus and sheets',
  'skip-link': 'in the frame of the app',
  'start-page': 'a whole page',
  text: 'the sizes of type are samples of it',
  touch: 'beneath everything that is pressed',
};

describe('the components side by side', () => {
  it('has each that there is', () => {
    const shown = readdirSync(__dirname)
      .filter((name) => name.endsWith('-samples.tsx') || name === 'sample.tsx')
      .map((name) => readFileSync(join(__dirname, name), 'utf8'))
      .join('\n');
    const missing = readdirSync(components)
      .filter((name) => /^[a-z-]+[.]tsx$/.test(name))
      .map((name) => name.replace('.tsx', ''))
      .filter((name) => !(name in absent) && !shown.includes(`'@/components/${name}'`));
    expect(missing).toEqual([]);
  });

  it('draws them, and opens what opens', async () => {
    await draw(<ShowcaseScreen />);
    expect(screen.getByText('accentSoft')).toBeOnTheScreen();
    expect(screen.getAllByRole('button', { name: 'primary' }).length).toBeGreaterThan(3);
    await fireEvent.press(screen.getByRole('button', { name: 'Sheet' }));
    expect(screen.getByRole('button', { name: 'Close' })).toBeOnTheScreen();
  });
});
