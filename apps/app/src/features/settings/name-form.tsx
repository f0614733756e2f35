import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { Form } from '@/components/form';
import { TextField } from '@/components/text-field';
import { explain } from '@/lib/problems';
import { stylesheet, useLayout } from '@/lib/theme';

const useStyles = stylesheet(({ space }) => ({
  form: { gap: space.md },
  formWide: { flexDirection: 'row', alignItems: 'flex-start' },
  field: { flex: 1 },
  button: { paddingTop: 29 },
}));

export interface NameFormProps {
  label: string;
  name: string;
  max: number;
  /** What is said when nothing is typed. */
  missing: string;
  onSave: (name: string) => Promise<unknown>;
}

/** A name and, once it differs, a button that saves it. */
export function NameForm({ label, name, max, missing, onSave }: NameFormProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { wide } = useLayout();
  const [text, setText] = useState(name);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const changed = text.trim() !== name;
  const save = async () => {
    if (!changed || busy) return;
    if (text.trim() === '') return setFault(missing);
    setBusy(true);
    try {
      await onSave(text.trim());
    } catch (cause) {
      setFault(explain(cause));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form onSubmit={() => void save()} style={[styles.form, wide && styles.formWide]}>
      <View style={wide && styles.field}>
        <TextField
          label={label}
          value={text}
          onChangeText={(next) => {
            setText(next);
            setFault(null);
          }}
          error={fault}
          maxLength={max}
          autoComplete="off"
        />
      </View>
      {changed ? (
        <View style={wide && styles.button}>
          <Button
            title={t('common.save')}
            variant="primary"
            loading={busy}
            onPress={() => void save()}
            block={!wide}
          />
        </View>
      ) : null}
    </Form>
  );
}
