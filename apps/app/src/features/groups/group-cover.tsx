import type { Group } from '@wmory/contract';
import { useState } from 'react';
import { View } from 'react-native';
import { Mark } from '@/components/mark';
import { Picture } from '@/components/picture';
import { stylesheet, useTheme } from '@/lib/theme';

const useStyles = stylesheet(({ colors }) => ({
  frame: { flex: 1, backgroundColor: colors.sunken, overflow: 'hidden' },
  blank: { flex: 1, alignItems: 'center', justifyContent: 'center', backgroundColor: colors.accentSoft },
}));

/** A group's newest or chosen photo; the mark where there is none yet. */
export function GroupCover({ cover, markSize = 56 }: { cover: Group['cover']; markSize?: number }) {
  const styles = useStyles();
  const { colors } = useTheme();
  const [failed, setFailed] = useState<string | null>(null);
  if (!cover || failed === cover.url) {
    return (
      <View style={styles.blank} aria-hidden>
        <Mark size={markSize} first={colors.accentInk} second={colors.onAccentSoft} />
      </View>
    );
  }
  return (
    <View style={styles.frame}>
      <Picture url={cover.url} thumbhash={cover.thumbhash} label="" onError={() => setFailed(cover.url)} />
    </View>
  );
}
