import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Notice } from '@/components/notice';
import { useTheme } from '@/lib/theme';
import type { ChallengeWidgetProps } from './challenge-widget';

/** What hCaptcha and Turnstile have in common, by the global object of their script. */
interface Widgets {
  render(place: HTMLElement, options: object): string;
  remove(id: string): void;
}

const scripts = {
  hcaptcha: 'https://js.hcaptcha.com/1/api.js?render=explicit',
  turnstile: 'https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit',
} as const;
type Provider = keyof typeof scripts;

const loading = new Map<Provider, Promise<Widgets>>();

/** Loads the provider's script, once; rejects where it is kept from loading. */
function load(provider: Provider): Promise<Widgets> {
  const known = loading.get(provider);
  if (known) return known;
  const loaded = new Promise<Widgets>((resolve, reject) => {
    const script = document.createElement('script');
    script.src = scripts[provider];
    script.onload = () => resolve((globalThis as unknown as Record<Provider, Widgets>)[provider]);
    script.onerror = () => {
      script.remove();
      loading.delete(provider);
      reject(new Error('The script of the widget did not load'));
    };
    document.head.append(script);
  });
  loading.set(provider, loaded);
  return loaded;
}

/** The widget by which people show a provider that they are no bot. */
export function ChallengeWidget({ challenge, onToken, round }: ChallengeWidgetProps) {
  const { t } = useTranslation();
  const { scheme } = useTheme();
  const place = useRef<View>(null);
  const tell = useRef(onToken);
  const [failed, setFailed] = useState(false);
  const { provider, siteKey } = challenge;
  useEffect(() => {
    tell.current = onToken;
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies(round): a new round draws the widget anew
  useEffect(() => {
    let remove: (() => void) | null = null;
    let gone = false;
    const draw = (widgets: Widgets): void => {
      const node = place.current as unknown as HTMLElement | null;
      if (gone || !node) return;
      const id = widgets.render(node, {
        sitekey: siteKey,
        theme: scheme,
        callback: (token: string) => tell.current(token),
        'expired-callback': () => tell.current(null),
        'error-callback': () => tell.current(null),
      });
      remove = () => widgets.remove(id);
    };
    setFailed(false);
    load(provider).then(draw, () => setFailed(true));
    return () => {
      gone = true;
      remove?.();
    };
  }, [provider, siteKey, scheme, round]);

  return (
    <>
      <View ref={place} style={{ minHeight: 78, display: failed ? 'none' : 'flex' }} />
      {failed ? <Notice tone="danger">{t('signUp.widgetFailed')}</Notice> : null}
    </>
  );
}
