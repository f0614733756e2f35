import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';

/** Where a component takes words for people: read, heard, or typed over. */
const spoken: ReadonlySet<string> = new Set([
  'title',
  'label',
  'hint',
  'note',
  'body',
  'text',
  'message',
  'action',
  'alt',
  'error',
  'missing',
  'placeholder',
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'accessibilityLabel',
  'accessibilityHint',
]);
/** What is the same in every language. */
const names: ReadonlySet<string> = new Set(['WMORY']);

/** A key that is looked up later, such as `members.remove`. */
const isKey = (text: string): boolean => /^[a-z]\w*(\.[\w-]+)+$/i.test(text);
const isWords = (text: string): boolean =>
  /\p{L}/u.test(text) && !isKey(text) && !names.has(text.replace(/[^\p{L}\s]/gu, ''));

interface Node {
  type?: string;
  [key: string]: unknown;
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const nodeAt = (node: Node | undefined, key: string): Node | undefined => {
  const child = node?.[key];
  return isNode(child) ? child : undefined;
};
const textAt = (node: Node | undefined, key: string): string => {
  const value = node?.[key];
  return typeof value === 'string' ? value : '';
};

/** The texts that an expression may come to, as far as they are written right there. */
function textsOf(node: Node | undefined): string[] {
  switch (node?.type) {
    case 'StringLiteral':
      return [textAt(node, 'value')];
    case 'JSXExpressionContainer':
    case 'ParenthesisExpression':
      return textsOf(nodeAt(node, 'expression'));
    case 'ConditionalExpression':
      return [...textsOf(nodeAt(node, 'consequent')), ...textsOf(nodeAt(node, 'alternate'))];
    case 'BinaryExpression':
      return ['??', '||', '&&', '+'].includes(textAt(node, 'operator'))
        ? [...textsOf(nodeAt(node, 'left')), ...textsOf(nodeAt(node, 'right'))]
        : [];
    case 'TemplateLiteral':
      return (node['quasis'] as Node[]).map((quasi) => textAt(quasi, 'raw'));
    default:
      return [];
  }
}

function look(node: unknown, found: string[]): void {
  if (!isNode(node)) return;
  if (node.type === 'JSXText') found.push(textAt(node, 'value'));
  else if (node.type === 'JSXElement')
    for (const child of node['children'] as Node[])
      if (child.type === 'JSXExpressionContainer') found.push(...textsOf(child));
  if (node.type === 'JSXAttribute') {
    const name = nodeAt(node, 'name');
    // `aria-label` comes whole; `xlink:href` would come in parts.
    if (spoken.has(textAt(name, 'value'))) found.push(...textsOf(nodeAt(node, 'value')));
  } else if (node.type === 'KeyValueProperty' && spoken.has(textAt(nodeAt(node, 'key'), 'value')))
    found.push(...textsOf(nodeAt(node, 'value')));
  for (const child of Object.values(node)) look(child, found);
}

/** Words for people that are written into a file instead of into `i18n/`. */
export function findLiterals(source: string): string[] {
  const found: string[] = [];
  look(parseSync(source, { syntax: 'typescript', tsx: true, target: 'esnext' }), found);
  return found.map((text) => text.trim()).filter(isWords);
}

/** The same in all screens and components of the app. */
export const checkLiterals = (root: string): string[] =>
  globSync('apps/app/src/**/*.tsx', { cwd: root })
    .filter((path) => !/\.test\.tsx$|\/testing\//.test(path))
    .flatMap((path) =>
      findLiterals(readFileSync(join(root, path), 'utf8')).map(
        (text) => `${path} says “${text}” in one language`,
      ),
    );
