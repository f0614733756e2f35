import * as Clipboard from 'expo-clipboard';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { QrCode } from '@/components/qr-code';
import { Text } from '@/components/text';
import { showToast } from '@/components/toast';
import { canShare, share } from '@/lib/share';
import { stylesheet, useLayout } from '@/lib/theme';

const useStyles = stylesheet(({ colors, radius, space }) => ({
  box: {
    borderRadius: radius.md,
    borderWidth: 1,
    borderColor: colors.line,
    backgroundColor: colors.ground,
    padding: 14,
  },
  code: {
    alignSelf: 'center',
    padding: space.xs,
    borderRadius: radius.lg,
    borderWidth: 1,
    borderColor: colors.line,
    backgroundColor: '#FFFFFF',
  },
  actions: { gap: space.sm },
  actionsWide: { flexDirection: 'row' },
}));

/** A new invite link, to scan off this screen, to copy or to share. */
export function InviteReady({ url, groupName }: { url: string; groupName: string }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { wide } = useLayout();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await Clipboard.setStringAsync(url);
    setCopied(true);
    showToast({ message: t('invites.copied') });
  };
  return (
    <>
      <Text tone="soft">{t('invites.readyBody')}</Text>
      <View style={styles.code}>
        <QrCode text={url} label={t('invites.code', { group: groupName })} size={208} />
      </View>
      <View style={styles.box}>
        <Text variant="small" selectable aria-label={`${t('invites.link')}: ${url}`}>
          {url}
        </Text>
      </View>
      <View style={[styles.actions, wide && styles.actionsWide]}>
        <Button
          title={t(copied ? 'common.copied' : 'invites.copy')}
          icon={copied ? 'check' : 'copy'}
          variant="primary"
          onPress={() => void copy()}
          block={!wide}
        />
        {canShare() ? (
          <Button
            title={t('invites.share')}
            icon="share"
            onPress={() => void share(t('invites.shareText', { group: groupName, url }), url)}
            block={!wide}
          />
        ) : null}
      </View>
    </>
  );
}
