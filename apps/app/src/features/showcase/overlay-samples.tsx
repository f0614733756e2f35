import { useState } from 'react';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Sheet } from '@/components/sheet';
import { Text } from '@/components/text';
import { showToast } from '@/components/toast';
import { person, Sample, sentence } from './sample';

const kinds = ['Sheet', 'ConfirmDialog', 'ConfirmDialog typed'] as const;
const tones = ['done', 'problem'] as const;
const nothing = () => {};

/** What comes over everything else, for as long as it is asked for. */
export function OverlaySamples() {
  const [open, setOpen] = useState<(typeof kinds)[number] | null>(null);
  const close = () => setOpen(null);
  const asked = {
    title: person.name,
    body: sentence,
    action: person.name,
    onClose: close,
    onConfirm: async () => {},
  };
  return (
    <>
      <Sample name="Sheet, ConfirmDialog">
        {kinds.map((kind) => (
          <Button key={kind} title={kind} onPress={() => setOpen(kind)} />
        ))}
      </Sample>
      <Sample name="Toasts">
        {tones.map((tone) => (
          <Button
            key={tone}
            title={tone}
            onPress={() =>
              showToast({ message: sentence, tone, action: { title: person.name, onPress: nothing } })
            }
          />
        ))}
      </Sample>
      <Sheet open={open === 'Sheet'} onClose={close} title={person.name}>
        <Text>{sentence}</Text>
      </Sheet>
      <ConfirmDialog {...asked} open={open === 'ConfirmDialog'} />
      <ConfirmDialog
        {...asked}
        open={open === 'ConfirmDialog typed'}
        danger
        typed={{ text: person.name, label: sentence }}
      />
    </>
  );
}
