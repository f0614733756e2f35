import { useMutation } from '@tanstack/react-query';
import type { Photo } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { Form } from '@/components/form';
import { Icon } from '@/components/icon';
import { Text } from '@/components/text';
import { TextField } from '@/components/text-field';
import { Touch, type TouchState } from '@/components/touch';
import { api } from '@/lib/api';
import { explain } from '@/lib/problems';
import { stylesheet, TARGET, useTheme } from '@/lib/theme';
import { showPhotos } from '../feed-cache';

const useStyles = stylesheet(({ colors, radius, space }) => ({
  open: {
    minHeight: TARGET,
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.md,
    paddingVertical: space.sm,
    paddingHorizontal: space.md,
    marginHorizontal: -space.md,
    borderRadius: radius.md,
  },
  lit: { backgroundColor: colors.hover },
  text: { flex: 1 },
  form: { gap: space.md },
  actions: { flexDirection: 'row', gap: space.sm },
}));

const LONGEST = 500;

function CaptionForm({ photo, onDone }: { photo: Photo; onDone: () => void }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const [text, setText] = useState(photo.caption);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      api.updatePhoto({
        params: { groupId: photo.groupId, photoId: photo.id },
        body: { caption: text.trim() },
      }),
    onSuccess: (changed) => {
      showPhotos(photo.groupId, [changed]);
      onDone();
    },
  });
  const submit = () => {
    if (text.trim() === photo.caption) onDone();
    else if (!isPending) mutate();
  };
  return (
    <Form onSubmit={submit} style={styles.form}>
      <TextField
        label={t('media.viewer.caption')}
        value={text}
        onChangeText={setText}
        maxLength={LONGEST}
        autoFocus
        error={error ? explain(error) : null}
        onKeyPress={({ nativeEvent }) => {
          if (nativeEvent.key === 'Escape') onDone();
        }}
      />
      <View style={styles.actions}>
        <Button title={t('common.save')} variant="primary" loading={isPending} onPress={submit} />
        <Button title={t('common.cancel')} variant="quiet" onPress={onDone} />
      </View>
    </Form>
  );
}

/** The caption; who may, changes it in place. */
export function CaptionEditor({ photo }: { photo: Photo }) {
  const styles = useStyles();
  const { colors } = useTheme();
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const { caption, abilities } = photo;
  if (!abilities.edit) return caption === '' ? null : <Text typed>{caption}</Text>;
  if (editing) return <CaptionForm photo={photo} onDone={() => setEditing(false)} />;
  return (
    <Touch
      label={caption === '' ? t('media.viewer.addCaption') : `${t('media.viewer.editCaption')}: ${caption}`}
      onPress={() => setEditing(true)}
      style={({ hovered, pressed }: TouchState) => [styles.open, (hovered || pressed) && styles.lit]}
    >
      <Text typed={caption !== ''} tone={caption === '' ? 'soft' : 'ink'} style={styles.text}>
        {caption === '' ? t('media.viewer.addCaption') : caption}
      </Text>
      <Icon name="pencil" size={18} color={colors.inkSoft} />
    </Touch>
  );
}
