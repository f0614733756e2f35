import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '@/components/card';
import { Icon } from '@/components/icon';
import { Menu } from '@/components/menu';
import { Text } from '@/components/text';
import { showToast } from '@/components/toast';
import { Touch, type TouchState } from '@/components/touch';
import { chooseLanguage, type LanguageChoice, languageNames, languages, useLanguage } from '@/i18n';
import { api } from '@/lib/api';
import { stylesheet, useTheme } from '@/lib/theme';

const useStyles = stylesheet(({ colors, radius, space }) => ({
  field: {
    flexDirection: 'row',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: space.md,
    minHeight: 50,
    paddingHorizontal: 14,
    borderRadius: radius.md,
    borderWidth: 1,
    borderColor: colors.lineStrong,
    backgroundColor: colors.surface,
  },
  lit: { backgroundColor: colors.hover },
}));

const choices: readonly LanguageChoice[] = ['system', ...languages];

/** The language of the app on this device, and of letters from now on. */
export function LanguageSection() {
  const styles = useStyles();
  const { colors } = useTheme();
  const { t, i18n } = useTranslation();
  const choice = useLanguage((spoken) => spoken.choice);
  const [busy, setBusy] = useState(false);
  const nameOf = (each: LanguageChoice) => (each === 'system' ? t('language.system') : languageNames[each]);

  const choose = async (next: LanguageChoice) => {
    if (busy || next === choice) return;
    setBusy(true);
    try {
      const language = await chooseLanguage(next);
      // Letters follow when the server can be reached; the app need not wait for it.
      api
        .updateMe({ body: { language } })
        .catch(() => showToast({ message: i18n.t('language.lettersLater') }));
    } catch {
      showToast({ message: t('language.failed'), tone: 'problem' });
    } finally {
      setBusy(false);
    }
  };

  return (
    <Section title={t('language.title')}>
      <Menu
        label={t('language.title')}
        items={choices.map((each) => ({
          title: nameOf(each),
          checked: each === choice,
          onPress: () => void choose(each),
        }))}
        trigger={({ ref, onPress, expanded }) => (
          <Touch
            ref={ref}
            onPress={onPress}
            label={`${t('language.title')}: ${nameOf(choice)}`}
            aria-expanded={expanded}
            {...({ 'aria-haspopup': 'menu' } as object)}
            style={({ hovered, pressed }: TouchState) => [
              styles.field,
              (hovered || pressed || expanded) && styles.lit,
            ]}
          >
            <Text>{nameOf(choice)}</Text>
            <Icon name="chevron-down" size={18} color={colors.inkSoft} />
          </Touch>
        )}
      />
      <Text variant="small" tone="soft">
        {t('language.hint')}
      </Text>
    </Section>
  );
}
