import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { sayFailure } from '@/lib/problems';
import { stylesheet, useTheme } from '@/lib/theme';
import { Button } from './button';
import { Icon } from './icon';
import type { IconName } from './icon-paths';
import { Text } from './text';

export interface EmptyStateProps {
  icon: IconName;
  title: string;
  body?: string;
  /** What to do about it. */
  children?: ReactNode;
  alert?: boolean;
  /** Of its heading: 1 where it is all that the page says. */
  level?: 1 | 2;
}

const useStyles = stylesheet(({ colors, radius, space }) => ({
  box: {
    alignItems: 'center',
    justifyContent: 'center',
    gap: space.md,
    paddingHorizontal: space.xl,
    paddingVertical: space.huge,
    flexGrow: 1,
  },
  disc: {
    width: 72,
    height: 72,
    borderRadius: radius.full,
    backgroundColor: colors.accentSoft,
    alignItems: 'center',
    justifyContent: 'center',
    marginBottom: space.sm,
  },
  body: { maxWidth: 400 },
  actions: {
    marginTop: space.md,
    gap: space.md,
    alignItems: 'center',
    flexDirection: 'row',
    flexWrap: 'wrap',
    justifyContent: 'center',
  },
}));

/** What a page says when it has nothing to show. */
export function EmptyState({ icon, title, body, children, alert = false, level = 2 }: EmptyStateProps) {
  const styles = useStyles();
  const { colors } = useTheme();
  return (
    <View style={styles.box} {...(alert ? { role: 'alert' as const } : {})}>
      <View style={styles.disc}>
        <Icon name={icon} size={30} color={colors.onAccentSoft} />
      </View>
      <Text variant="heading" level={level} centred>
        {title}
      </Text>
      {body ? (
        <Text tone="soft" centred style={styles.body}>
          {body}
        </Text>
      ) : null}
      {children ? <View style={styles.actions}>{children}</View> : null}
    </View>
  );
}

/** What a page says when it could not load, and the way to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <EmptyState {...sayFailure(error)} alert>
      <Button title={t('common.retry')} icon="refresh" onPress={onRetry} />
    </EmptyState>
  );
}
