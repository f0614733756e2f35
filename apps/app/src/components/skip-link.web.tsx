import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { stylesheet } from '@/lib/theme';
import { Button } from './button';

const useStyles = stylesheet(({ space }) => ({
  place: { position: 'absolute', top: space.md, start: space.md, zIndex: 10 },
  away: { top: -200 },
}));

function focusMain(): boolean {
  const main = document.querySelector<HTMLElement>('main');
  if (!main) return false;
  main.tabIndex = -1;
  main.focus();
  return true;
}

function toContent(): void {
  if (focusMain()) return;
  // A page whose script is on its way is gone to when it is there, unless the focus has gone on.
  const from = document.activeElement;
  const watch = new MutationObserver(() => {
    if (document.activeElement !== from || focusMain()) watch.disconnect();
  });
  watch.observe(document.body, { childList: true, subtree: true });
}

/** The first stop of the Tab key: past the sidebar to the page. In sight only while it has the focus. */
export function SkipLink() {
  const styles = useStyles();
  const { t } = useTranslation();
  const [focused, setFocused] = useState(false);
  return (
    <View
      style={[styles.place, !focused && styles.away]}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <Button title={t('common.skip')} variant="primary" onPress={toContent} />
    </View>
  );
}
