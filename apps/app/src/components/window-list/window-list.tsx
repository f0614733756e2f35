import { LegendList, type LegendListRef } from '@legendapp/list/react-native';
import { useImperativeHandle, useRef } from 'react';
import { StyleSheet } from 'react-native';
import type { WindowListProps } from './window-list-props';

/** A list of lines of known heights, of which those near the window are drawn. */
export function WindowList<T>(props: WindowListProps<T>) {
  const {
    items,
    keyOf,
    heightOf,
    renderItem,
    same,
    kindOf,
    size,
    foot,
    start = 0,
    onTop,
    onStart,
    onEnd,
    ref,
    testID,
  } = props;
  const list = useRef<LegendListRef>(null);
  useImperativeHandle(ref, () => ({
    show(index, where = 'top', evenIfSeen = true) {
      const { start: first = 0, end = 0 } = list.current?.getState() ?? {};
      if (!evenIfSeen && index > first && index < end) return;
      void list.current?.scrollToIndex({ index, animated: false, viewPosition: where === 'top' ? 0 : 0.5 });
    },
  }));
  return (
    <LegendList
      ref={list}
      testID={testID}
      data={items}
      keyExtractor={keyOf}
      getFixedItemSize={heightOf}
      estimatedItemSize={200}
      estimatedListSize={size}
      {...(kindOf && { getItemType: kindOf })}
      {...(same && { itemsAreEqual: same })}
      recycleItems
      drawDistance={900}
      maintainVisibleContentPosition={{ data: true, size: true }}
      initialScrollIndex={start}
      {...(onTop && { onFirstVisibleItemChanged: ({ item }: { item: T }) => onTop(item) })}
      {...(onStart && { onStartReached: onStart })}
      onStartReachedThreshold={2}
      {...(onEnd && { onEndReached: onEnd })}
      onEndReachedThreshold={2}
      {...(foot && { ListFooterComponent: foot })}
      style={styles.list}
      renderItem={({ item }: { item: T }) => renderItem(item)}
    />
  );
}

const styles = StyleSheet.create({ list: { flex: 1 } });
