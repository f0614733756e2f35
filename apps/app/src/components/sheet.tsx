import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyboardAvoidingView, Modal, Platform, ScrollView, View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { stylesheet, useLayout, useReducedMotion } from '@/lib/theme';
import { IconButton } from './icon-button';
import { useKeptFocus } from './kept-focus';
import { Scrim } from './scrim';
import { Text } from './text';

export interface SheetProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** Below the content, always in sight: what to do. */
  footer?: ReactNode;
  children?: ReactNode;
  /** Without the cross; the footer has a way out. */
  plain?: boolean;
}

const useStyles = stylesheet(({ colors, radius, space, elevation }) => ({
  place: { flex: 1, justifyContent: 'flex-end' },
  placeWide: { justifyContent: 'center', alignItems: 'center', padding: space.xl },
  sheet: {
    backgroundColor: colors.raised,
    borderTopStartRadius: radius.xl,
    borderTopEndRadius: radius.xl,
    maxHeight: '92%',
    boxShadow: elevation.sheet,
  },
  dialog: { width: '100%', maxWidth: 460, borderRadius: radius.xl, maxHeight: '100%' },
  handle: {
    width: 36,
    height: 4,
    borderRadius: 2,
    backgroundColor: colors.line,
    alignSelf: 'center',
    marginTop: space.sm,
  },
  head: {
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.sm,
    paddingStart: space.xl,
    paddingEnd: space.md,
    paddingTop: space.lg,
    minHeight: 60,
  },
  title: { flex: 1, paddingVertical: space.xs },
  scroll: { flexGrow: 0, flexShrink: 1 },
  content: { paddingHorizontal: space.xl, paddingTop: space.xs, paddingBottom: space.lg, gap: space.lg },
  foot: { paddingHorizontal: space.xl, paddingTop: space.sm, gap: space.sm },
  footWide: { flexDirection: 'row-reverse', justifyContent: 'flex-start' },
}));

/** A dialog: from below on a phone, in the middle of a wide window. Esc, back or a press beside it close it. */
export function Sheet({ open, onClose, title, footer, children, plain = false }: SheetProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { wide } = useLayout();
  const insets = useSafeAreaInsets();
  const still = useReducedMotion();
  const { panel, onGone } = useKeptFocus(open);
  return (
    <Modal
      visible={open}
      transparent
      statusBarTranslucent
      animationType={still ? 'none' : 'fade'}
      onRequestClose={onClose}
      onDismiss={onGone}
      aria-label={title}
    >
      <KeyboardAvoidingView
        style={[styles.place, wide && styles.placeWide]}
        behavior={Platform.OS === 'ios' ? 'padding' : undefined}
      >
        <Scrim onPress={onClose} shade />
        <View {...panel} style={[styles.sheet, wide && styles.dialog, panel.style]}>
          {wide ? null : <View style={styles.handle} />}
          <View style={styles.head}>
            <Text variant="heading" level={2} style={styles.title}>
              {title}
            </Text>
            {plain ? null : <IconButton icon="close" label={t('common.close')} onPress={onClose} />}
          </View>
          <ScrollView
            style={styles.scroll}
            contentContainerStyle={styles.content}
            keyboardShouldPersistTaps="handled"
          >
            {children}
          </ScrollView>
          {footer ? <View style={[styles.foot, wide && styles.footWide]}>{footer}</View> : null}
          <View style={{ height: wide ? 24 : Math.max(insets.bottom, 16) }} />
        </View>
      </KeyboardAvoidingView>
    </Modal>
  );
}
