import { View } from 'react-native';
import { Button } from './button';
import { SectionError } from './section-error';

export interface MoreButtonProps {
  title: string;
  /** The list that it goes on with, page by page. */
  query: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isFetchNextPageError: boolean;
    error: unknown;
    fetchNextPage: () => unknown;
  };
}

/** Goes on with a list; where that does not come, it says so and tries again. */
export function MoreButton({ title, query }: MoreButtonProps) {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, error, fetchNextPage } = query;
  if (!hasNextPage) return null;
  const go = () => void fetchNextPage();
  return isFetchNextPageError && !isFetchingNextPage ? (
    <SectionError error={error} onRetry={go} />
  ) : (
    <View style={{ alignItems: 'center' }}>
      <Button title={title} loading={isFetchingNextPage} onPress={go} />
    </View>
  );
}
