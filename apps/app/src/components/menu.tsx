import { type ReactNode, type Ref, useEffect, useRef, useState } from 'react';
import { Modal, Platform, ScrollView, useWindowDimensions, View } from 'react-native';
import { direction } from '@/i18n';
import { stylesheet, TARGET, useTheme } from '@/lib/theme';
import { Icon } from './icon';
import type { IconName } from './icon-paths';
import { arrowStep, focusOn } from './keys';
import { Scrim } from './scrim';
import { Text } from './text';
import { Touch, type TouchState } from './touch';

export interface MenuItem {
  /** What it is known by, where another has the same title. */
  id?: string;
  title: string;
  hint?: string;
  icon?: IconName;
  danger?: boolean;
  /** For choices: whether this one is in force. */
  checked?: boolean;
  onPress: () => void;
}

export interface MenuTrigger {
  ref: Ref<View>;
  onPress: () => void;
  expanded: boolean;
}

export interface MenuProps {
  label: string;
  items: readonly MenuItem[];
  /** Draws the button; hand it what it is given. */
  trigger: (trigger: MenuTrigger) => ReactNode;
}

const WIDTH = 264;
const EDGE = 8;
/** What ARIA calls a choice in a menu; the other systems know no such thing. */
const CHOICE = (Platform.OS === 'web' ? 'menuitemradio' : 'radio') as 'radio';

const useStyles = stylesheet(({ colors, radius, space, elevation }) => ({
  panel: {
    position: 'absolute',
    width: WIDTH,
    paddingVertical: 6,
    borderRadius: radius.lg,
    borderWidth: 1,
    borderColor: colors.line,
    backgroundColor: colors.raised,
    boxShadow: elevation.menu,
  },
  item: {
    minHeight: TARGET,
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.md,
    paddingHorizontal: space.md,
    marginHorizontal: 6,
    paddingVertical: 8,
    borderRadius: radius.sm + 2,
  },
  lit: { backgroundColor: colors.hover },
  words: { flex: 1 },
}));

interface Place {
  top?: number;
  bottom?: number;
  left: number;
  maxHeight: number;
}

/** A button's menu: opens beside it, arrow keys move in it, Esc closes it. */
export function Menu({ label, items, trigger }: MenuProps) {
  const styles = useStyles();
  const { colors } = useTheme();
  const page = useWindowDimensions();
  const anchor = useRef<View>(null);
  const views = useRef<(View | null)[]>([]);
  const [place, setPlace] = useState<Place | null>(null);

  const open = () =>
    anchor.current?.measureInWindow((x, y, width, height) => {
      const wanted = direction() === 'rtl' ? x : x + width - WIDTH;
      const left = Math.min(Math.max(EDGE, wanted), page.width - WIDTH - EDGE);
      const below = page.height - y - height;
      const fits = below >= Math.min(items.length * 52 + 20, 320);
      setPlace(
        fits
          ? { top: y + height + 4, left, maxHeight: below - 16 }
          : { bottom: page.height - y + 4, left, maxHeight: y - 16 },
      );
    });
  const close = () => setPlace(null);

  const isOpen = place !== null;
  useEffect(() => {
    if (!isOpen) return;
    const chosen = Math.max(
      0,
      items.findIndex((item) => item.checked),
    );
    const soon = setTimeout(() => focusOn(views.current[chosen]), 30);
    return () => clearTimeout(soon);
  }, [isOpen, items]);

  return (
    <>
      {trigger({ ref: anchor, onPress: open, expanded: isOpen })}
      <Modal visible={isOpen} transparent animationType="none" onRequestClose={close} aria-label={label}>
        <Scrim onPress={close} />
        {place ? (
          <View style={[styles.panel, place]} role="menu" aria-label={label}>
            <ScrollView>
              {items.map((item, index) => (
                <Touch
                  key={item.id ?? item.title}
                  ref={(view) => {
                    views.current[index] = view;
                  }}
                  role={item.checked === undefined ? 'menuitem' : CHOICE}
                  {...(item.checked === undefined ? {} : { 'aria-checked': item.checked })}
                  {...({
                    onKeyDown: (event: { key: string; preventDefault: () => void }) => {
                      const next = arrowStep(event.key, index, items.length);
                      if (next === null) return;
                      event.preventDefault();
                      focusOn(views.current[next]);
                    },
                  } as object)}
                  onPress={() => {
                    close();
                    item.onPress();
                  }}
                  style={({ pressed, hovered }: TouchState) => [
                    styles.item,
                    (pressed || hovered) && styles.lit,
                  ]}
                >
                  {item.icon ? (
                    <Icon
                      name={item.icon}
                      size={20}
                      color={item.danger ? colors.dangerInk : colors.inkSoft}
                    />
                  ) : null}
                  <View style={styles.words}>
                    <Text variant="label" tone={item.danger ? 'danger' : 'ink'}>
                      {item.title}
                    </Text>
                    {item.hint ? (
                      <Text variant="caption" tone="soft">
                        {item.hint}
                      </Text>
                    ) : null}
                  </View>
                  {item.checked ? <Icon name="check" size={20} color={colors.accentInk} /> : null}
                </Touch>
              ))}
            </ScrollView>
          </View>
        ) : null}
      </Modal>
    </>
  );
}
