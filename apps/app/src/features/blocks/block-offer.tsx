import type { Person } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { useBlocks } from './queries';

/** A way to block somebody on top of what was done already; nothing where they are blocked. */
export function BlockOffer({ person, onPress }: { person: Person; onPress: () => void }) {
  const { t } = useTranslation();
  const { data: blocks } = useBlocks();
  if (!blocks || blocks.some((block) => block.person.id === person.id)) return null;
  return <Button title={t('blocks.alsoBlock', { name: person.name })} icon="block" onPress={onPress} />;
}
