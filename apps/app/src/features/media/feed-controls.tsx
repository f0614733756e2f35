import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Icon } from '@/components/icon';
import { IconButton } from '@/components/icon-button';
import { Menu } from '@/components/menu';
import { Text } from '@/components/text';
import { Touch, type TouchState } from '@/components/touch';
import { stylesheet, TARGET, useTheme } from '@/lib/theme';
import { useFeedContext } from './feed-context';
import { KindMenu, PeopleMenu } from './feed-filters';
import { chooseOrder, chooseShape, hasDensity, stepDensity, useFeedView } from './feed-view';

const useStyles = stylesheet(({ colors, radius, space }) => ({
  line: { flexDirection: 'row', alignItems: 'center', marginEnd: -10 },
  order: {
    minHeight: TARGET,
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.xs,
    paddingHorizontal: space.md,
    borderRadius: radius.full,
  },
  lit: { backgroundColor: colors.hover },
}));

/** In which order and shape the photos are shown. */
export function FeedControls() {
  const styles = useStyles();
  const { colors } = useTheme();
  const { t } = useTranslation();
  const { wide, source, seesOthers } = useFeedContext();
  const { order, shape, density } = useFeedView();
  const squares = shape === 'squares';
  const ordered = `${t('media.feed.order')}: ${t(`media.feed.${order}`)}`;
  const turn = () => chooseShape(squares ? 'rows' : 'squares');
  return (
    <View style={styles.line} role="group" aria-label={t('media.feed.view')}>
      {source.fresh ? null : (
        <Menu
          label={t('media.feed.order')}
          items={(['taken', 'added'] as const).map((each) => ({
            title: t(`media.feed.${each}`),
            checked: order === each,
            onPress: () => chooseOrder(each),
          }))}
          trigger={({ ref, onPress, expanded }) =>
            wide ? (
              <Touch
                ref={ref}
                onPress={onPress}
                label={ordered}
                aria-expanded={expanded}
                {...({ 'aria-haspopup': 'menu' } as object)}
                style={({ hovered, pressed }: TouchState) => [
                  styles.order,
                  (hovered || pressed || expanded) && styles.lit,
                ]}
              >
                <Text variant="small" tone="soft">
                  {t(`media.feed.${order}`)}
                </Text>
                <Icon name="chevron-down" size={16} color={colors.inkSoft} />
              </Touch>
            ) : (
              // A phone is too narrow for the words and the day beside them.
              <IconButton
                ref={ref}
                icon="order"
                label={ordered}
                color={colors.inkSoft}
                expanded={expanded}
                onPress={onPress}
              />
            )
          }
        />
      )}
      {seesOthers ? <PeopleMenu /> : null}
      <KindMenu />
      {wide ? (
        <>
          <IconButton
            icon="minus"
            label={t('media.feed.smaller')}
            color={colors.inkSoft}
            disabled={!hasDensity(density, -1)}
            onPress={() => stepDensity(-1)}
          />
          <IconButton
            icon="plus"
            label={t('media.feed.larger')}
            color={colors.inkSoft}
            disabled={!hasDensity(density, 1)}
            onPress={() => stepDensity(1)}
          />
          <IconButton
            icon="grid"
            label={t('media.feed.squares')}
            color={squares ? colors.accentInk : colors.inkSoft}
            pressed={squares}
            onPress={turn}
          />
        </>
      ) : (
        <Menu
          label={t('media.feed.view')}
          items={[
            ...(hasDensity(density, 1)
              ? [{ title: t('media.feed.larger'), icon: 'plus' as const, onPress: () => stepDensity(1) }]
              : []),
            ...(hasDensity(density, -1)
              ? [{ title: t('media.feed.smaller'), icon: 'minus' as const, onPress: () => stepDensity(-1) }]
              : []),
            { title: t('media.feed.rows'), checked: !squares, onPress: () => chooseShape('rows') },
            { title: t('media.feed.squares'), checked: squares, onPress: () => chooseShape('squares') },
          ]}
          trigger={({ ref, onPress, expanded }) => (
            <IconButton
              ref={ref}
              icon="grid"
              label={t('media.feed.view')}
              color={colors.inkSoft}
              onPress={onPress}
              expanded={expanded}
            />
          )}
        />
      )}
    </View>
  );
}
