import { Avatar } from '@/components/avatar';
import { Badge, type BadgeTone } from '@/components/badge';
import { Card } from '@/components/card';
import { EmptyState, ErrorState } from '@/components/empty-state';
import { EndButton } from '@/components/end-button';
import { ListRow } from '@/components/list-row';
import { Loading } from '@/components/loading';
import { Meter, ProgressBar } from '@/components/meter';
import { MoreButton } from '@/components/more-button';
import { Notice } from '@/components/notice';
import { QrCode } from '@/components/qr-code';
import { SectionError } from '@/components/section-error';
import { Skeleton } from '@/components/skeleton';
import { Text } from '@/components/text';
import { person, Sample, sentence } from './sample';

const tones: readonly BadgeTone[] = ['neutral', 'accent', 'success', 'warning', 'danger'];
const names = ['Anna Lindqvist', 'Ben', 'Çelik Özgür', '李', 'سارة'];
const failure = new Error(sentence);
const address = 'https://photos.example/join';
const nothing = () => {};
const more = {
  hasNextPage: true,
  isFetchingNextPage: false,
  isFetchNextPageError: false,
  error: null,
  fetchNextPage: nothing,
};

/** What is read. */
export function ContentSamples() {
  return (
    <>
      <Sample name="Badge">
        {tones.map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
      </Sample>
      <Sample name="Avatar">
        {names.map((name) => (
          <Avatar key={name} name={name} id={name} />
        ))}
        <Avatar {...person} size={72} />
      </Sample>
      <Sample name="Card, ListRow" stacked>
        <Card list>
          {names.map((name) => (
            <ListRow
              key={name}
              title={name}
              note={sentence}
              start={<Avatar name={name} id={name} />}
              end={<EndButton title={name} onPress={nothing} />}
            />
          ))}
          <ListRow title={person.name} danger onPress={nothing} />
        </Card>
        <Card>
          <Text>{sentence}</Text>
        </Card>
      </Sample>
      <Sample name="Notice" stacked>
        <Notice icon="info">{sentence}</Notice>
        <Notice icon="alert" tone="danger">
          {sentence}
        </Notice>
      </Sample>
      <Sample name="Meter, ProgressBar" stacked>
        <Meter label={person.name} value={30} pending={20} limit={100} text={sentence} />
        <Meter label={person.name} value={100} limit={100} text={sentence} />
        <ProgressBar label={person.name} value={0.4} />
      </Sample>
      <Sample name="Skeleton" stacked>
        <Skeleton width="60%" />
        <Skeleton height={72} />
        <Skeleton width={48} height={48} round={24} />
      </Sample>
      <Sample name="Loading" stacked>
        <Loading rows={[64, 64]} />
      </Sample>
      <Sample name="SectionError, MoreButton" stacked>
        <SectionError error={failure} onRetry={nothing} />
        <MoreButton title={person.name} query={more} />
      </Sample>
      <Sample name="QrCode">
        <QrCode text={address} label={person.name} size={160} />
      </Sample>
      <Sample name="EmptyState" stacked>
        <EmptyState icon="image" title={person.name} body={sentence} />
      </Sample>
      <Sample name="ErrorState" stacked>
        <ErrorState error={failure} onRetry={nothing} />
      </Sample>
    </>
  );
}
