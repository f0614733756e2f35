import { Screen } from '@/components/screen';
import { ContentSamples } from './content-samples';
import { ControlSamples } from './control-samples';
import { OverlaySamples } from './overlay-samples';
import { TokenSamples } from './token-samples';

const name = 'Components';

/** Every part that screens are made of, side by side, for whoever builds with them; no build for people has it. */
export function ShowcaseScreen() {
  return (
    <Screen title={name} width={960}>
      <TokenSamples />
      <ControlSamples />
      <ContentSamples />
      <OverlaySamples />
    </Screen>
  );
}
