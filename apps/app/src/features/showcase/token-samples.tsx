import { View } from 'react-native';
import { Icon } from '@/components/icon';
import { type IconName, iconPaths } from '@/components/icon-paths';
import { Logo } from '@/components/logo';
import { Mark } from '@/components/mark';
import { Text } from '@/components/text';
import { stylesheet, type TypeName, useTheme } from '@/lib/theme';
import { Sample, sentence } from './sample';

const useStyles = stylesheet(({ colors, radius, space }) => ({
  named: { alignItems: 'center', gap: space.xs, width: 104 },
  swatch: { width: 72, height: 48, borderRadius: radius.md, borderWidth: 1, borderColor: colors.line },
  box: { width: 72, height: 72, backgroundColor: colors.accentSoft },
  bar: { height: 16, backgroundColor: colors.accentInk },
}));

/** What everything else is made of. */
export function TokenSamples() {
  const styles = useStyles();
  const { colors, type, space, radius } = useTheme();
  return (
    <>
      <Sample name="colors">
        {Object.entries(colors).map(([name, value]) => (
          <View key={name} style={styles.named}>
            <View style={[styles.swatch, { backgroundColor: value }]} />
            <Text variant="caption">{name}</Text>
          </View>
        ))}
      </Sample>
      <Sample name="type" stacked>
        {(Object.keys(type) as TypeName[]).map((name) => (
          <Text key={name} variant={name}>{`${name} · ${sentence}`}</Text>
        ))}
      </Sample>
      <Sample name="space" stacked>
        {Object.entries(space).map(([name, width]) => (
          <View key={name}>
            <Text variant="caption">{`${name} ${width}`}</Text>
            <View style={[styles.bar, { width }]} />
          </View>
        ))}
      </Sample>
      <Sample name="radius">
        {Object.entries(radius).map(([name, borderRadius]) => (
          <View key={name} style={styles.named}>
            <View style={[styles.box, { borderRadius }]} />
            <Text variant="caption">{`${name} ${borderRadius}`}</Text>
          </View>
        ))}
      </Sample>
      <Sample name="Icon">
        {(Object.keys(iconPaths) as IconName[]).map((name) => (
          <View key={name} style={styles.named}>
            <Icon name={name} />
            <Text variant="caption">{name}</Text>
          </View>
        ))}
      </Sample>
      <Sample name="Logo, Mark">
        <Logo />
        <Mark size={48} first={colors.accentInk} second={colors.ink} />
      </Sample>
    </>
  );
}
