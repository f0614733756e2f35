import { useState } from 'react';
import { Button, type ButtonVariant } from '@/components/button';
import { Checkbox } from '@/components/checkbox';
import { CodeField } from '@/components/code-field';
import { IconButton } from '@/components/icon-button';
import { Menu } from '@/components/menu';
import { RadioList } from '@/components/radio-list';
import { SegmentedControl } from '@/components/segmented-control';
import { Tabs } from '@/components/tabs';
import { TextField } from '@/components/text-field';
import { Sample, sentence } from './sample';

const variants: readonly ButtonVariant[] = ['primary', 'secondary', 'quiet', 'danger'];
const choices = ['first', 'second', 'third'] as const;
const options = choices.map((value) => ({ value, title: value, hint: sentence }));
const nothing = () => {};

/** What is pressed, chosen and typed into, in each of its states. */
export function ControlSamples() {
  const [choice, setChoice] = useState<(typeof choices)[number]>('first');
  const [checked, setChecked] = useState(true);
  const [text, setText] = useState('');
  const [code, setCode] = useState('123');
  return (
    <>
      {variants.map((variant) => (
        <Sample key={variant} name={`Button ${variant}`}>
          <Button title={variant} variant={variant} onPress={nothing} />
          <Button title={variant} variant={variant} icon="plus" onPress={nothing} />
          <Button title={variant} variant={variant} size="large" onPress={nothing} />
          <Button title={variant} variant={variant} loading onPress={nothing} />
          <Button title={variant} variant={variant} disabled onPress={nothing} />
        </Sample>
      ))}
      <Sample name="IconButton, Menu">
        <IconButton icon="heart" label={choices[0]} onPress={nothing} />
        <IconButton icon="heart" label={choices[1]} pressed onPress={nothing} />
        <IconButton icon="heart" label={choices[2]} disabled onPress={nothing} />
        <Menu
          label={choices[0]}
          items={[
            { title: choices[0], icon: 'download', hint: sentence, onPress: nothing },
            { title: choices[1], icon: 'check', checked: true, onPress: nothing },
            { title: choices[2], icon: 'trash', danger: true, onPress: nothing },
          ]}
          trigger={({ ref, onPress, expanded }) => (
            <IconButton ref={ref} icon="more" label={choices[0]} expanded={expanded} onPress={onPress} />
          )}
        />
      </Sample>
      <Sample name="SegmentedControl" stacked>
        <SegmentedControl label={choices[0]} options={options} value={choice} onChange={setChoice} />
      </Sample>
      <Sample name="RadioList" stacked>
        <RadioList label={choices[0]} options={options} value={choice} onChange={setChoice} />
      </Sample>
      <Sample name="Checkbox" stacked>
        <Checkbox title={choices[0]} hint={sentence} checked={checked} onChange={setChecked} />
        <Checkbox title={choices[1]} checked={!checked} onChange={(value) => setChecked(!value)} />
      </Sample>
      <Sample name="Tabs" stacked>
        <Tabs
          label={choices[0]}
          tabs={choices.map((key, count) => ({ key, title: key, href: '/showcase', count }))}
          current={choices[0]}
        />
      </Sample>
      <Sample name="TextField" stacked>
        <TextField label={choices[0]} hint={sentence} value={text} onChangeText={setText} />
        <TextField label={choices[1]} error={sentence} value={text} onChangeText={setText} />
        <TextField label={choices[2]} password value={text} onChangeText={setText} />
        <TextField label={choices[0]} lines={3} value={text} onChangeText={setText} />
        <TextField label={choices[1]} editable={false} value={text} onChangeText={setText} />
      </Sample>
      <Sample name="CodeField" stacked>
        <CodeField label={choices[0]} value={code} onChange={setCode} />
        <CodeField label={choices[1]} value={code} onChange={setCode} error={sentence} />
      </Sample>
    </>
  );
}
