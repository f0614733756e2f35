import { ConnectionError } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { explain } from '@/lib/problems';
import { stylesheet, useTheme } from '@/lib/theme';
import { Button } from './button';
import { Card } from './card';
import { Icon } from './icon';
import { Text } from './text';

const useStyles = stylesheet(({ space }) => ({
  row: { flexDirection: 'row', flexWrap: 'wrap', alignItems: 'center', gap: space.md },
  listed: { paddingHorizontal: space.lg, paddingVertical: space.md },
  words: { flexGrow: 1, flexShrink: 1, flexBasis: 180, minWidth: 0 },
}));

export interface SectionErrorProps {
  error: unknown;
  onRetry: () => void;
  /** It is a row of a card that is there already. */
  listed?: boolean;
}

/** What a part of a page says when it alone could not load, and the way to try again. */
export function SectionError({ error, onRetry, listed = false }: SectionErrorProps) {
  const styles = useStyles();
  const { colors } = useTheme();
  const { t } = useTranslation();
  const row = (
    <View style={[styles.row, listed && styles.listed]} role="alert">
      <Icon name={error instanceof ConnectionError ? 'offline' : 'alert'} color={colors.inkSoft} />
      <Text variant="small" tone="soft" style={styles.words}>
        {explain(error)}
      </Text>
      <Button title={t('common.retry')} icon="refresh" onPress={onRetry} />
    </View>
  );
  return listed ? row : <Card>{row}</Card>;
}
