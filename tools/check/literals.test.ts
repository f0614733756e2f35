import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findLiterals } from './literals.ts';

const cases: [source: string, ...found: string[]][] = [
  ['<Text>Save me</Text>', 'Save me'],
  ["<Text>{'Save me'}</Text>", 'Save me'],
  ["<Text>{done ? 'Saved' : t('common.save')}</Text>", 'Saved'],
  ["<Text>{name ?? 'somebody'}</Text>", 'somebody'],
  ['<Button title="Save" variant="primary" />', 'Save'],
  ["<Button title={busy ? 'Wait' : 'Save'} />", 'Wait', 'Save'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a source text
  ['<Touch label={`Photo of ${name}`} />', 'Photo of'],
  ['<img alt="A photo" />', 'A photo'],
  ['<View aria-label="Menu" />', 'Menu'],
  ["showToast({ message: 'Saved', tone: 'done' })", 'Saved'],
  ['<Text>·</Text>'],
  ['<Text>{count} × {size}</Text>'],
  ['<Logo label="WMORY" />'],
  ["<Text>{t('common.save')}</Text>"],
  ["<Icon name={open ? 'eye' : 'eye-off'} />"],
  ["const item = { title: 'members.remove' }"],
];

for (const [source, ...found] of cases)
  test(`in ${source}, ${found.length === 0 ? 'nothing is' : `“${found.join('”, “')}” is`} found`, () =>
    assert.deepEqual(findLiterals(source), found));
